package org.text2layer.data.tar;

import java.io.IOException;
import java.io.InputStream;

/** The next bytes of a stream, and no more. */
final class PartStream extends InputStream {
  private final InputStream in;
  private long left;

  PartStream(InputStream in, long length) {
    this.in = in;
    left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    left -= Math.max(0, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
