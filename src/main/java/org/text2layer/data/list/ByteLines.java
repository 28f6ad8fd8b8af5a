package org.text2layer.data.list;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.text2layer.folder.FileSignature;

/** Lines of a text file as bytes, of bounded length, which can be given back. */
final class ByteLines implements Closeable {
  /** Far more than a caption needs; a file without line ends must not fill the memory. */
  static final int MAX_BYTES = 1 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final Deque<Line> givenBack = new ArrayDeque<>();
  private final String problem;
  private long number;

  /**
   * A line without its end.
   *
   * @param number counted from 1
   * @param end "\n", "\r\n", or nothing at the end of the file
   * @param whole false if it was too long and the rest left out
   */
  record Line(long number, byte[] bytes, String end, boolean whole) {}

  private ByteLines(InputStream in, String problem) {
    this.in = in;
    this.problem = problem;
  }

  static ByteLines open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(FileSignature.BYTES);
    byte[] start = in.readNBytes(FileSignature.BYTES);
    in.reset();
    if (Arrays.equals(start, 0, Math.min(3, start.length), BYTE_ORDER_MARK, 0, 3)) {
      in.skipNBytes(BYTE_ORDER_MARK.length);
    }
    return new ByteLines(in, problem(start));
  }

  private static String problem(byte[] start) {
    return Utf8.looksLikeUtf16(start)
        ? "it is UTF-16: save it as UTF-8"
        : FileSignature.of(start).map(FileSignature::toString).orElse("");
  }

  /** What the file is instead of a list; empty if it may be one. */
  String problem() {
    return problem;
  }

  Optional<Line> next() throws IOException {
    if (!givenBack.isEmpty()) {
      return Optional.of(givenBack.pop());
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int value = in.read();
    if (value < 0) {
      return Optional.empty();
    }
    boolean whole = true;
    while (value >= 0 && value != '\n') {
      whole &= line.size() < MAX_BYTES;
      if (whole) {
        line.write(value);
      }
      value = in.read();
    }
    return Optional.of(line(line.toByteArray(), value == '\n', whole));
  }

  private Line line(byte[] bytes, boolean ended, boolean whole) {
    number++;
    int last = bytes.length - 1;
    if (ended && last >= 0 && bytes[last] == '\r') {
      return new Line(number, Arrays.copyOf(bytes, last), "\r\n", whole);
    }
    return new Line(number, bytes, ended ? "\n" : "", whole);
  }

  /** These lines come again next, in this order. */
  void giveBack(List<Line> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      givenBack.push(lines.get(i));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
