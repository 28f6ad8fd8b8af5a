package org.text2layer.metrics.mask;

import java.util.Arrays;

/**
 * For each pixel the nearest one inside a region, by Euclidean distance in two passes (Meijster et
 * al. 2000). Of pixels equally near the leftmost, then the uppermost is taken, as SciPy's {@code
 * distance_transform_edt} does.
 */
final class NearestInside {
  private static final int NONE = -1;

  private NearestInside() {}

  /**
   * The nearest pixels' indices.
   *
   * @param region rows from top to bottom; at least one pixel is inside
   */
  static int[] of(int width, int height, boolean[] region) {
    int[] inColumn = nearestInColumn(width, height, region);
    int[] nearest = new int[region.length];
    int[] columns = new int[width];
    int[] starts = new int[width];
    for (int y = 0; y < height; y++) {
      int[] rows = Arrays.copyOfRange(inColumn, y * width, (y + 1) * width);
      int last = lowerEnvelope(rows, y, columns, starts);
      for (int x = width - 1; x >= 0; x--) {
        nearest[y * width + x] = rows[columns[last]] * width + columns[last];
        last -= x == starts[last] ? 1 : 0;
      }
    }
    return nearest;
  }

  /** For each pixel the row of the nearest one inside that stands in the same column. */
  private static int[] nearestInColumn(int width, int height, boolean[] region) {
    int[] nearest = new int[region.length];
    for (int x = 0; x < width; x++) {
      int above = NONE;
      for (int y = 0; y < height; y++) {
        above = region[y * width + x] ? y : above;
        nearest[y * width + x] = above;
      }
      int below = NONE;
      for (int y = height - 1; y >= 0; y--) {
        int i = y * width + x;
        below = region[i] ? y : below;
        boolean nearer = nearest[i] == NONE || below - y < y - nearest[i];
        nearest[i] = below != NONE && nearer ? below : nearest[i];
      }
    }
    return nearest;
  }

  /**
   * The columns that are nearest somewhere in row y, from left to right, and the x from which on
   * each of them is; the number of the last one.
   */
  private static int lowerEnvelope(int[] rows, int y, int[] columns, int[] starts) {
    int last = -1;
    for (int column = 0; column < rows.length; column++) {
      if (rows[column] == NONE) {
        continue;
      }
      while (last >= 0
          && squared(starts[last], columns[last], y, rows)
              > squared(starts[last], column, y, rows)) {
        last--;
      }
      int start = last < 0 ? 0 : 1 + lastTie(columns[last], column, y, rows);
      if (start < rows.length) {
        last++;
        columns[last] = column;
        starts[last] = start;
      }
    }
    return last;
  }

  private static int squared(int x, int column, int y, int[] rows) {
    int dx = x - column;
    int dy = y - rows[column];
    return dx * dx + dy * dy;
  }

  /** The last x at which the right column is not nearer than the left one. */
  private static int lastTie(int left, int right, int y, int[] rows) {
    int difference = squared(0, right, y, rows) - squared(0, left, y, rows);
    return Math.floorDiv(difference, 2 * (right - left));
  }
}
