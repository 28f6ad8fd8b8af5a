package org.text2layer.metrics.layers;

import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * How well a background is filled where the foreground hides it: the peak signal-to-noise ratio
 * weighted by the true mask, −10 log₁₀ (Σ m |B − B̂|² / 3 Σ m), in decibels, the squares summed
 * over the colours. At most 100, which stands for no error. NaN for an empty mask, which hides
 * nothing: leave such samples out of a mean.
 */
public final class HiddenBackground {
  private static final double BEST = 100;
  private static final int COLOURS = 3;

  private HiddenBackground() {}

  /**
   * Compares.
   *
   * @param hidden the true mask m
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double psnr(RgbImage truth, RgbImage background, Mask hidden) {
    SameSize.require("a background", truth, background);
    SameSize.require("a mask", truth, hidden);
    float[] expected = truth.toArray();
    float[] actual = background.toArray();
    float[] weights = hidden.toArray();
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double difference = (double) expected[i] - actual[i];
      squares += weights[i / COLOURS] * difference * difference;
      sum += weights[i / COLOURS];
    }
    return sum == 0 ? Double.NaN : Math.min(BEST, -10 * Math.log10(squares / sum));
  }
}
