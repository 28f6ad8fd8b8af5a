package org.text2layer.metrics.layers;

import org.text2layer.image.LayeredImage;

/**
 * The colour of a foreground in its soft edge, where a wrong one shows as a halo over a new
 * background. The soft edge is where the true mask is in (0.1, 0.9) and the other above 0.1: below,
 * foregrounds are black by definition (paper, III-B). Both are NaN where there is no such edge, as
 * with empty or hard masks: leave such samples out of a mean.
 *
 * @param error the mean of |F − F̂| over pixels and colours there, in [0, 1], 0 at best
 * @param bleed how far the colours went from the true foreground's towards the true background's: Σ
 *     (F̂ − F)·(B − F) / Σ |B − F|², 0 at best, 1 where F̂ has the background's colours, below 0
 *     away from them; NaN, too, where both have the same colours
 */
public record Halo(double error, double bleed) {
  private static final int COLOURS = 3;
  private static final float VISIBLE_FROM = 0.1f;
  private static final float SOFT_TO = 0.9f;

  /**
   * Compares two-layer images.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static Halo of(LayeredImage truth, LayeredImage layers) {
    SameSize.require("a foreground", truth.foreground(), layers.foreground());
    float[] trueForeground = truth.foreground().toArray();
    float[] trueBackground = truth.background().toArray();
    float[] trueMask = truth.mask().toArray();
    float[] foreground = layers.foreground().toArray();
    float[] mask = layers.mask().toArray();
    double sum = 0;
    double along = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < foreground.length; i++) {
      float m = trueMask[i / COLOURS];
      if (isSoft(m) && isVisible(mask[i / COLOURS])) {
        double step = (double) foreground[i] - trueForeground[i];
        double whole = (double) trueBackground[i] - trueForeground[i];
        sum += Math.abs(step);
        along += step * whole;
        squares += whole * whole;
        count++;
      }
    }
    return new Halo(
        count == 0 ? Double.NaN : sum / count, squares == 0 ? Double.NaN : along / squares);
  }

  /** Whether a mask's value is neither background nor object: between 0.1 and 0.9. */
  public static boolean isSoft(float mask) {
    return isVisible(mask) && mask < SOFT_TO;
  }

  /** Whether a foreground has a colour there (paper, III-B): in the soft edge or in the object. */
  public static boolean isVisible(float mask) {
    return mask > VISIBLE_FROM;
  }
}
