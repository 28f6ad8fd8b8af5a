package org.text2layer.image.export;

import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A channel's rows, each compressed alone as Apple's PackBits (TIFF 6.0, section 9): a byte below
 * 128 says how many bytes follow, less one, one above how often the next is repeated, 257 less it.
 */
final class PackBits {
  private static final int LONGEST = 128;

  private final byte[] levels;
  private final int width;
  private final byte[] row;

  /** Of one byte a pixel, rows from top to bottom. */
  PackBits(byte[] levels, int width) {
    this.levels = levels;
    this.width = width;
    this.row = new byte[longestRow(width)];
  }

  /** The most bytes that a row can take. */
  static int longestRow(int width) {
    return width + (width + LONGEST - 1) / LONGEST;
  }

  int rows() {
    return levels.length / width;
  }

  /** Bytes of all rows together. */
  long length() {
    long length = 0;
    for (int y = 0; y < rows(); y++) {
      length += pack(y);
    }
    return length;
  }

  /** How many bytes each row takes, two bytes a number. */
  void writeLengths(DataOutputStream out) throws IOException {
    for (int y = 0; y < rows(); y++) {
      out.writeShort(pack(y));
    }
  }

  void writeRows(DataOutputStream out) throws IOException {
    for (int y = 0; y < rows(); y++) {
      out.write(row, 0, pack(y));
    }
  }

  private int pack(int y) {
    int end = (y + 1) * width;
    int at = y * width;
    int packed = 0;
    while (at < end) {
      int run = run(at, end);
      if (run > 2) {
        row[packed++] = (byte) (1 - run);
        row[packed++] = levels[at];
        at += run;
      } else {
        int start = at;
        while (at < end && at - start < LONGEST && run(at, end) <= 2) {
          at++;
        }
        row[packed++] = (byte) (at - start - 1);
        System.arraycopy(levels, start, row, packed, at - start);
        packed += at - start;
      }
    }
    return packed;
  }

  /** How often a byte is there, one after the other. */
  private int run(int at, int end) {
    int next = at + 1;
    while (next < end && next - at < LONGEST && levels[next] == levels[at]) {
      next++;
    }
    return next - at;
  }
}
