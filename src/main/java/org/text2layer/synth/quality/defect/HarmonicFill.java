package org.text2layer.synth.quality.defect;

import java.util.function.BiFunction;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * The smoothest fill: every pixel of the hole is the mean of its neighbours (Laplace's equation, by
 * successive over-relaxation). Right for skies, wrong for everything with texture, which is what
 * makes it a source of examples; not an inpainter for use.
 */
final class HarmonicFill implements BiFunction<RgbImage, Mask, RgbImage> {
  private static final int SWEEPS = 150;
  private static final float RELAXATION = 1.93f;
  private static final float HOLE = 0.5f;

  @Override
  public RgbImage apply(RgbImage picture, Mask hole) {
    int width = picture.width();
    int height = picture.height();
    float[] values = picture.toArray();
    boolean[] open = new boolean[width * height];
    double[] sum = new double[4];
    for (int i = 0; i < open.length; i++) {
      open[i] = hole.value(i % width, i / width) > HOLE;
      for (int c = 0; c < 3 && !open[i]; c++) {
        sum[c] += values[3 * i + c];
      }
      sum[3] += open[i] ? 0 : 1;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = open[i / 3] ? (float) (sum[i % 3] / Math.max(1, sum[3])) : values[i];
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      relax(values, open, width, height);
    }
    return RgbImage.clamped(width, height, values);
  }

  private static void relax(float[] values, boolean[] open, int width, int height) {
    for (int pixel = 0; pixel < open.length; pixel++) {
      if (!open[pixel]) {
        continue;
      }
      int left = pixel % width > 0 ? pixel - 1 : pixel;
      int right = pixel % width < width - 1 ? pixel + 1 : pixel;
      int above = pixel >= width ? pixel - width : pixel;
      int below = pixel < width * (height - 1) ? pixel + width : pixel;
      for (int c = 0; c < 3; c++) {
        float mean =
            (values[3 * left + c]
                    + values[3 * right + c]
                    + values[3 * above + c]
                    + values[3 * below + c])
                / 4;
        values[3 * pixel + c] += RELAXATION * (mean - values[3 * pixel + c]);
      }
    }
  }
}
