package org.text2layer.synth;

import org.text2layer.image.Mask;

/** Grey dilation by a disc: every pixel becomes the largest value within a distance of it. */
final class MaskDilation {
  private static final int MAX_RADIUS = 1_024;

  private MaskDilation() {}

  /**
   * Grows a soft mask.
   *
   * @param radius of the disc in pixels, 0 (the mask itself) to 1,024; beyond the edge nothing is
   * @throws IllegalArgumentException if the radius is outside
   */
  public static Mask dilated(Mask mask, int radius) {
    if (radius < 0 || radius > MAX_RADIUS) {
      throw new IllegalArgumentException(
          "Expected a radius from 0 to 1024 pixels but came "
              + radius
              + ": 1/32 of the picture is usual.");
    }
    int width = mask.width();
    int height = mask.height();
    float[] values = mask.toArray();
    float[] grown = values.clone();
    float[] widened = new float[values.length];
    for (int dy = 0; dy <= radius; dy++) {
      int reach = (int) Math.sqrt((double) radius * radius - dy * dy);
      for (int y = 0; y < height; y++) {
        widen(values, y * width, width, reach, widened);
      }
      for (int y = 0; y < height; y++) {
        raise(grown, y * width, widened, (y - dy) * width, width);
        raise(grown, y * width, widened, (y + dy) * width, width);
      }
    }
    return Mask.of(width, height, grown);
  }

  /**
   * The largest value within {@code reach} to the left and right: two windows of a power of two
   * overlap to it.
   */
  private static void widen(float[] values, int row, int width, int reach, float[] into) {
    int window = 2 * reach + 1;
    float[] best = new float[width + 2 * reach];
    System.arraycopy(values, row, best, reach, width);
    int covered = 1;
    while (2 * covered <= window) {
      for (int x = 0; x + covered < best.length; x++) {
        best[x] = Math.max(best[x], best[x + covered]);
      }
      covered *= 2;
    }
    int second = window - covered;
    for (int x = 0; x < width; x++) {
      into[row + x] = Math.max(best[x], best[x + second]);
    }
  }

  private static void raise(float[] grown, int row, float[] widened, int from, int width) {
    if (from < 0 || from >= widened.length) {
      return;
    }
    for (int x = 0; x < width; x++) {
      grown[row + x] = Math.max(grown[row + x], widened[from + x]);
    }
  }
}
