package org.text2layer.synth.quality.evidence;

/** Sums of weighted values over squares around pixels, by summed-area tables. */
final class Windows {
  private final int width;
  private final int height;
  private final double[] sums;

  private Windows(int width, int height, double[] sums) {
    this.width = width;
    this.height = height;
    this.sums = sums;
  }

  static Windows of(double[] values, int width) {
    int height = values.length / width;
    double[] sums = new double[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        row += values[y * width + x];
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    return new Windows(width, height, sums);
  }

  /** Over the square that reaches so far from the pixel to all sides, within the picture. */
  double around(int pixel, int reach) {
    int x0 = Math.max(0, pixel % width - reach);
    int x1 = Math.min(width, pixel % width + reach + 1);
    int y0 = Math.max(0, pixel / width - reach);
    int y1 = Math.min(height, pixel / width + reach + 1);
    int stride = width + 1;
    return sums[y1 * stride + x1]
        - sums[y0 * stride + x1]
        - sums[y1 * stride + x0]
        + sums[y0 * stride + x0];
  }
}
