package org.text2layer.synth.quality.evidence;

import java.util.Arrays;

/**
 * How strong a picture's edges are, as ranks within the picture: 1 at its strongest edge, 0.5 at
 * the median, whatever its contrast and style.
 */
final class Edges {
  /** The blur, a deviation in pixels, below which a change of colour is grain. */
  static final double SMOOTHING = 1.5;

  private final int width;
  private final double[] ranks;

  private Edges(int width, double[] ranks) {
    this.width = width;
    this.ranks = ranks;
  }

  /** Of a picture that is {@linkplain #SMOOTHING blurred} already. */
  static Edges of(Raster smooth) {
    int width = smooth.width();
    double[] strength = new double[width * smooth.height()];
    for (int i = 0; i < strength.length; i++) {
      int left = i % width > 0 ? i - 1 : i;
      int right = i % width < width - 1 ? i + 1 : i;
      int above = i >= width ? i - width : i;
      int below = i + width < strength.length ? i + width : i;
      for (int c = 0; c < 3; c++) {
        double dx = smooth.value(3 * right + c) - smooth.value(3 * left + c);
        double dy = smooth.value(3 * below + c) - smooth.value(3 * above + c);
        strength[i] += dx * dx + dy * dy;
      }
      strength[i] = Math.sqrt(strength[i]);
    }
    return new Edges(width, ranked(strength));
  }

  private static double[] ranked(double[] strength) {
    double[] sorted = strength.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[strength.length];
    for (int i = 0; i < ranks.length; i++) {
      int at = Arrays.binarySearch(sorted, strength[i]);
      ranks[i] = (double) at / sorted.length;
    }
    return ranks;
  }

  double[] ranks() {
    return ranks;
  }

  /** The strongest rank within a few pixels of each. */
  double[] strongestNear(int[] pixels, int reach) {
    int height = ranks.length / width;
    double[] strongest = new double[pixels.length];
    for (int n = 0; n < pixels.length; n++) {
      int x = pixels[n] % width;
      int y = pixels[n] / width;
      for (int dy = Math.max(-reach, -y); dy <= Math.min(reach, height - 1 - y); dy++) {
        for (int dx = Math.max(-reach, -x); dx <= Math.min(reach, width - 1 - x); dx++) {
          strongest[n] = Math.max(strongest[n], ranks[(y + dy) * width + x + dx]);
        }
      }
    }
    return strongest;
  }
}
