package org.text2layer.metrics.generated;

import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;

/**
 * Whether the part of a background that the foreground hides still shows an object, seen in two
 * ways: a detector finds any object, but overlooks a faint one; copied detail is seen however faint
 * it is, but only where it lies still in its place. Both are NaN where the mask is empty.
 *
 * @param detected the detector's mask of B where m hides it: Σ m·d(B) / Σ m, in [0, 1]
 * @param copied how much of the foreground's detail stands in the background: the slope of B's
 *     gradients on F's, Σ ∇F·∇B / Σ |∇F|², over pixels well inside m; 0 where the two have nothing
 *     in common, a where B holds F with opacity a, below 0 where they are opposed. NaN, too, where
 *     F has no detail
 */
public record ObjectRemnant(double detected, double copied) {
  private static final float INSIDE = 0.95f;

  /** The black around a foreground must not count as its detail. */
  private static final int MARGIN = 2;

  /** Mean square of a gradient below which nothing but rounding to 8 bits is left of it. */
  private static final double FLAT = 1e-5;

  private static final int COLOURS = 3;

  /** Looks at one image. */
  static ObjectRemnant of(LayeredImage layers, SalientObjectDetector detector) {
    if (SignatureMeasures.hardArea(layers.mask()) == 0) {
      return new ObjectRemnant(Double.NaN, Double.NaN);
    }
    Mask found = detector.detect(layers.background());
    return new ObjectRemnant(weighted(layers.mask(), found), copied(layers));
  }

  private static double weighted(Mask mask, Mask found) {
    float[] weights = mask.toArray();
    float[] values = found.toArray();
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
      weight += weights[i];
    }
    return sum / weight;
  }

  private static double copied(LayeredImage layers) {
    float[] mask = layers.mask().toArray();
    RgbImage picture = layers.foreground();
    float[] foreground = picture.toArray();
    float[] background = layers.background().toArray();
    int width = picture.width();
    double products = 0;
    double squares = 0;
    long count = 0;
    for (int y = MARGIN; y < picture.height() - MARGIN - 1; y++) {
      for (int x = MARGIN; x < width - MARGIN - 1; x++) {
        int at = y * width + x;
        if (isInside(mask, width, at)) {
          for (int channel = 0; channel < COLOURS; channel++) {
            int here = COLOURS * at + channel;
            for (int next : new int[] {here + COLOURS, here + COLOURS * width}) {
              double f = (double) foreground[next] - foreground[here];
              products += f * ((double) background[next] - background[here]);
              squares += f * f;
              count++;
            }
          }
        }
      }
    }
    return count == 0 || squares / count < FLAT ? Double.NaN : products / squares;
  }

  private static boolean isInside(float[] mask, int width, int at) {
    for (int row = -MARGIN; row <= MARGIN + 1; row++) {
      for (int column = -MARGIN; column <= MARGIN + 1; column++) {
        if (mask[at + row * width + column] < INSIDE) {
          return false;
        }
      }
    }
    return true;
  }

  /** The larger of both; NaN for an empty mask. */
  public double share() {
    return Double.isNaN(copied) ? detected : Math.max(detected, copied);
  }
}
