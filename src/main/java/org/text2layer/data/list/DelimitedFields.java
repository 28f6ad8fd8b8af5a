package org.text2layer.data.list;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes one record of a delimited list apart (RFC 4180, section 2). A quote inside of a field that
 * does not begin with one is an ordinary letter, as other readers take it.
 */
final class DelimitedFields {
  private enum State {
    START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  private final char separator;
  private final List<byte[]> fields = new ArrayList<>();
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();
  private State state = State.START;
  private boolean wellFormed = true;

  DelimitedFields(char separator) {
    this.separator = separator;
  }

  /** Adds a line; false if the record goes on in the next one. */
  boolean add(ByteLines.Line line) {
    for (byte value : line.bytes()) {
      add(value);
    }
    if (state == State.QUOTED) {
      field.writeBytes(line.end().getBytes(StandardCharsets.US_ASCII));
      return false;
    }
    endField();
    return true;
  }

  private void add(byte value) {
    if (state == State.QUOTED) {
      if (value == '"') {
        state = State.AFTER_QUOTE;
      } else {
        field.write(value);
      }
    } else if (value == separator) {
      endField();
    } else if (value == '"' && state != State.PLAIN) {
      if (state == State.AFTER_QUOTE) {
        field.write(value);
      }
      state = State.QUOTED;
    } else {
      wellFormed &= state != State.AFTER_QUOTE;
      state = State.PLAIN;
      field.write(value);
    }
  }

  private void endField() {
    fields.add(field.toByteArray());
    field.reset();
    state = State.START;
  }

  /** Whether nothing follows a closing quote but a separator. */
  boolean wellFormed() {
    return wellFormed;
  }

  List<byte[]> fields() {
    return fields;
  }
}
