package org.text2layer.data.tar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows its position, and ends a header that goes on for too long: those are kept in memory. */
final class BoundedHeaders extends FilterInputStream {
  private static final long MAX_HEADER_BYTES = 1 << 20;

  private long position;
  private long end = Long.MAX_VALUE;

  BoundedHeaders(InputStream in) {
    super(in);
  }

  /** From here on a header is read. */
  void startHeader() {
    end = position + MAX_HEADER_BYTES;
  }

  /** From here on contents are read or skipped, of any length. */
  void endHeader() {
    end = Long.MAX_VALUE;
  }

  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    check();
    int value = in.read();
    position += value < 0 ? 0 : 1;
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    check();
    int count = in.read(bytes, offset, length);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    check();
    long skipped = in.skip(count);
    position += skipped;
    return skipped;
  }

  private void check() throws IOException {
    if (position > end) {
      throw new IOException("a header has more than " + MAX_HEADER_BYTES + " bytes");
    }
  }
}
