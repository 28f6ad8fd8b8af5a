package org.text2layer.metrics.layers;

import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;

/**
 * How far the layers are from the picture they should compose to: the mean of |C − Î| over pixels
 * and colours, C = mF + (1 − m)B (eq. 1) and Î the picture that the autoencoder decodes besides, or
 * the true one. In [0, 1], 0 at best; with an empty mask it is the background's error.
 */
public final class CompositingError {
  private CompositingError() {}

  /**
   * Compares.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double of(LayeredImage layers, RgbImage picture) {
    RgbImage composed = layers.composed();
    SameSize.require("a composed picture", picture, composed);
    float[] expected = picture.toArray();
    float[] actual = composed.toArray();
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs(actual[i] - expected[i]);
    }
    return sum / actual.length;
  }
}
