package org.text2layer.data.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The rows of a ledger's file one after the other, with their places. For one thread. */
final class LedgerLines implements Closeable {
  private static final int LONGEST = 16 << 20;
  private static final int BUFFER = 1 << 16;

  private final InputStream stream;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position;

  private LedgerLines(InputStream stream, long position) {
    this.stream = stream;
    this.position = position;
  }

  /** From a place on that {@link #position} gave. */
  static LedgerLines open(Path file, long from) throws IOException {
    InputStream opened = Files.newInputStream(file);
    try {
      opened.skipNBytes(from);
      return new LedgerLines(new BufferedInputStream(opened, BUFFER), from);
    } catch (IOException error) {
      opened.close();
      throw error;
    }
  }

  /** Where the next row begins, in bytes. */
  long position() {
    return position;
  }

  /** The next row; none at the end. */
  Optional<LedgerRow> next() throws IOException {
    line.reset();
    int letter = stream.read();
    for (; letter >= 0 && letter != '\n'; letter = stream.read()) {
      if (line.size() == LONGEST) {
        throw new IOException("a line is longer than " + LONGEST + " bytes");
      }
      line.write(letter);
    }
    if (letter < 0 && line.size() == 0) {
      return Optional.empty();
    }
    position += line.size() + 1L;
    ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
    String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    return Optional.of(LedgerRow.parse(text));
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
