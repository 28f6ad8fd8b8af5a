package org.text2layer.metrics.layers;

import org.text2layer.image.Mask;

/**
 * How well a mask follows the object's edge: the mean of |m − m̂| over the pixels that are at most
 * a radius away from the true edge, which are those with a neighbour (of four) on the other side of
 * 0.5. In [0, 1], 0 at best. NaN where the true mask has no edge, as an empty or a full one: leave
 * such samples out of a mean. An empty m̂ gives the true mask's mean in the band.
 */
public final class MaskEdge {
  /** Pixels to either side, for pictures of 256 x 256. */
  public static final int RADIUS = 4;

  private static final float HALF = 0.5f;

  private MaskEdge() {}

  /**
   * Compares.
   *
   * @param radius in pixels, 0 for the edge itself, at most 64
   * @throws IllegalArgumentException if the sizes differ or the radius is outside
   */
  public static double error(Mask truth, Mask mask, int radius) {
    SameSize.require("a mask", truth, mask);
    if (radius < 0 || radius > 64) {
      throw new IllegalArgumentException(
          "Expected a radius of 0 to 64 pixels but came " + radius + ": 4 is usual.");
    }
    boolean[] band = band(truth, radius);
    float[] expected = truth.toArray();
    float[] actual = mask.toArray();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < band.length; i++) {
      if (band[i]) {
        sum += Math.abs(expected[i] - actual[i]);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static boolean[] band(Mask truth, int radius) {
    int width = truth.width();
    int height = truth.height();
    boolean[] band = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (isEdge(truth, x, y)) {
          markDisc(band, width, height, x, y, radius);
        }
      }
    }
    return band;
  }

  private static boolean isEdge(Mask truth, int x, int y) {
    boolean inside = truth.value(x, y) > HALF;
    return x > 0 && truth.value(x - 1, y) > HALF != inside
        || x + 1 < truth.width() && truth.value(x + 1, y) > HALF != inside
        || y > 0 && truth.value(x, y - 1) > HALF != inside
        || y + 1 < truth.height() && truth.value(x, y + 1) > HALF != inside;
  }

  private static void markDisc(boolean[] band, int width, int height, int x, int y, int radius) {
    for (int v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
      for (int u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
        band[v * width + u] |= (u - x) * (u - x) + (v - y) * (v - y) <= radius * radius;
      }
    }
  }
}
