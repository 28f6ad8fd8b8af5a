package org.text2layer.data.ledger;

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

  /** What was read and not given yet lies from {@code begin} to {@code end}. */
  private byte[] buffer = new byte[BUFFER];

  private int begin;
  private int end;
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
      return new LedgerLines(opened, from);
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
    int length = 0;
    while (begin + length == end || buffer[begin + length] != '\n') {
      if (begin + length < end) {
        length++;
      } else if (!more()) {
        break;
      }
    }
    if (length == 0 && begin == end) {
      return Optional.empty();
    }
    ByteBuffer line = ByteBuffer.wrap(buffer, begin, length);
    begin = Math.min(end, begin + length + 1);
    position += length + 1L;
    return Optional.of(
        LedgerRow.parse(StandardCharsets.UTF_8.newDecoder().decode(line).toString()));
  }

  /** Reads on behind the line so far, which moves to the buffer's begin. */
  private boolean more() throws IOException {
    int rest = end - begin;
    if (rest >= LONGEST) {
      throw new IOException("a line is longer than " + LONGEST + " bytes");
    }
    byte[] target = rest > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
    System.arraycopy(buffer, begin, target, 0, rest);
    buffer = target;
    begin = 0;
    end = rest;
    int read = stream.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
