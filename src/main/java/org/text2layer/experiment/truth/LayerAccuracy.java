package org.text2layer.experiment.truth;

import java.util.Objects;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.mask.MaskScores;
import org.text2layer.synth.SynthesizedSample;

/**
 * How far automatic layers are from the true ones of the same picture.
 *
 * @param caption of the sample
 * @param trueArea mean of the true mask
 * @param automaticArea mean of the automatic mask
 * @param mask the mask's scores as they are published for salient object detection; its MAE is
 *     against the hardened truth
 * @param softError mean absolute difference of both masks as they are
 * @param holeShare share of the picture that was inpainted
 * @param holePsnr decibels between the backgrounds within the hole, at most 100; NaN without a hole
 * @param hiddenPsnr decibels between the backgrounds where the true mask is above 0.1, whatever was
 *     inpainted: what of the object is left standing counts; at most 100, NaN without an object
 * @param edgeError mean absolute difference of the foregrounds' colours where the true mask is in
 *     (0.1, 0.9) and both show something; NaN if that is nowhere
 */
public record LayerAccuracy(
    String caption,
    double trueArea,
    double automaticArea,
    MaskScores mask,
    double softError,
    double holeShare,
    double holePsnr,
    double hiddenPsnr,
    double edgeError) {
  private static final float VISIBLE = 0.1f;
  private static final float SOFT_TO = 0.9f;
  private static final double BEST_PSNR = 100;

  /** Checks that nothing is missing. */
  public LayerAccuracy {
    Objects.requireNonNull(caption, "caption");
    Objects.requireNonNull(mask, "mask");
  }

  /**
   * Compares.
   *
   * @param truth a sample with known layers
   * @param automatic what was made of its picture, at the same size
   * @throws IllegalArgumentException if the sizes differ
   */
  public static LayerAccuracy of(LayeredSample truth, SynthesizedSample automatic) {
    LayeredImage layers = truth.layers();
    requireSize(layers, automatic.picture());
    Mask trueMask = layers.mask();
    Mask hole = automatic.hole();
    RgbImage background = automatic.background();
    return new LayerAccuracy(
        truth.caption(),
        trueMask.area(),
        automatic.mask().area(),
        MaskScores.of(trueMask, automatic.mask()),
        trueMask.meanDifference(automatic.mask()),
        hole.area(),
        psnr(layers.background(), background, hole),
        psnr(layers.background(), background, trueMask.thresholded(VISIBLE)),
        edgeError(layers, automatic));
  }

  private static double psnr(RgbImage truth, RgbImage background, Mask where) {
    float[] expected = truth.toArray();
    float[] actual = background.toArray();
    float[] inside = where.toArray();
    double squares = 0;
    int count = 0;
    for (int i = 0; i < actual.length; i++) {
      if (inside[i / 3] > 0) {
        squares += (expected[i] - actual[i]) * (double) (expected[i] - actual[i]);
        count++;
      }
    }
    return count == 0 ? Double.NaN : Math.min(BEST_PSNR, -10 * Math.log10(squares / count));
  }

  private static double edgeError(LayeredImage truth, SynthesizedSample automatic) {
    float[] expected = truth.foreground().toArray();
    float[] actual = automatic.foreground().toArray();
    float[] trueMask = truth.mask().toArray();
    float[] mask = automatic.mask().toArray();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < actual.length; i++) {
      float m = trueMask[i / 3];
      if (m > VISIBLE && m < SOFT_TO && mask[i / 3] > VISIBLE) {
        sum += Math.abs(expected[i] - actual[i]);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static void requireSize(LayeredImage truth, RgbImage picture) {
    if (truth.width() != picture.width() || truth.height() != picture.height()) {
      throw new IllegalArgumentException(
          "Expected layers of the truth's size %sx%s but they are %sx%s: set the working size."
              .formatted(truth.width(), truth.height(), picture.width(), picture.height()));
    }
  }
}
