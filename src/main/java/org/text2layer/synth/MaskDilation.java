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
    requireRadius(radius);
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

  private static void requireRadius(int radius) {
    if (radius < 0 || radius > MAX_RADIUS) {
      throw new IllegalArgumentException(
          "Expected a radius from 0 to 1024 pixels but came "
              + radius
              + ": 1/32 of the picture is usual.");
    }
  }

  /**
   * 1 where the dilated mask is above a threshold, 0 elsewhere; without the dilated mask it takes
   * one look at each pixel, whatever the radius.
   *
   * @throws IllegalArgumentException if the radius is outside
   */
  static Mask hole(Mask mask, float threshold, int radius) {
    requireRadius(radius);
    int width = mask.width();
    int height = mask.height();
    int[] distances = toNearestOfColumn(mask, threshold, radius);
    float[] hole = new float[distances.length];
    for (int y = 0; y < height; y++) {
      int[] changes = new int[width + 1];
      for (int x = 0; x < width; x++) {
        int dy = distances[y * width + x];
        if (dy <= radius) {
          int reach = (int) Math.sqrt((double) radius * radius - dy * dy);
          changes[Math.max(0, x - reach)]++;
          changes[Math.min(width, x + reach + 1)]--;
        }
      }
      int discs = 0;
      for (int x = 0; x < width; x++) {
        discs += changes[x];
        hole[y * width + x] = discs > 0 ? 1 : 0;
      }
    }
    return Mask.of(width, height, hole);
  }

  /** Pixels up or down to one above the threshold; above the radius where there is none. */
  private static int[] toNearestOfColumn(Mask mask, float threshold, int radius) {
    int width = mask.width();
    float[] values = mask.toArray();
    int[] distances = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      int above = i < width ? radius + 1 : distances[i - width] + 1;
      distances[i] = values[i] > threshold ? 0 : Math.min(radius + 1, above);
    }
    for (int i = values.length - width - 1; i >= 0; i--) {
      distances[i] = Math.min(distances[i], distances[i + width] + 1);
    }
    return distances;
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
