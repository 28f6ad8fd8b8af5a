package org.text2layer.data.tar;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Knows its position, keeps the header that was read last, and ends one that goes on for too long.
 */
final class BoundedHeaders extends FilterInputStream {
  private static final int BLOCK = 512;
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private boolean inHeader;
  private long position;
  private long marked;
  private int padding;

  BoundedHeaders(InputStream in) {
    super(in);
  }

  /** From here on a header is read, at the next whole block; gives where that is. */
  long startHeader() {
    header.reset();
    inHeader = true;
    padding = (int) (-position & BLOCK - 1);
    return position + padding;
  }

  /** From here on contents are read or skipped, of any length. */
  void endHeader() {
    inHeader = false;
  }

  long position() {
    return position;
  }

  /** The blocks of the last header, with what tells a long name. */
  byte[] header() {
    byte[] all = header.toByteArray();
    return Arrays.copyOfRange(all, Math.min(padding, all.length), all.length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    position += Math.max(0, count);
    if (inHeader && count > 0) {
      header.write(bytes, offset, count);
      if (header.size() > MAX_HEADER_BYTES) {
        throw new IOException("a header has more than " + MAX_HEADER_BYTES + " bytes");
      }
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    if (inHeader) { // what is passed over is kept, too
      return Math.max(0, read(new byte[(int) Math.min(BLOCK, count)]));
    }
    long skipped = in.skip(count);
    position += skipped;
    return skipped;
  }

  @Override
  public void mark(int limit) {
    in.mark(limit);
    marked = position;
  }

  @Override
  public void reset() throws IOException {
    in.reset();
    position = marked;
  }
}
