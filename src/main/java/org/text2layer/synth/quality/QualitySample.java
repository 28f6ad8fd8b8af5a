package org.text2layer.synth.quality;

import org.text2layer.data.LayeredSample;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * What the quality filters look at.
 *
 * @param picture I
 * @param mask m, the soft mask of what stands in front
 * @param background B, the picture with the hole under the dilated mask filled
 */
public record QualitySample(RgbImage picture, Mask mask, RgbImage background) {
  /** Checks that all three have one size. */
  public QualitySample {
    requireSize("mask", mask.width(), mask.height(), picture);
    requireSize("background", background.width(), background.height(), picture);
  }

  /** The picture, mask and background of a layered sample. */
  public static QualitySample of(LayeredSample sample) {
    return new QualitySample(
        sample.picture(), sample.layers().mask(), sample.layers().background());
  }

  /** The same with another mask. */
  public QualitySample withMask(Mask other) {
    return new QualitySample(picture, other, background);
  }

  /** The same with another background. */
  public QualitySample withBackground(RgbImage other) {
    return new QualitySample(picture, mask, other);
  }

  private static void requireSize(String part, int width, int height, RgbImage picture) {
    if (width != picture.width() || height != picture.height()) {
      throw new IllegalArgumentException(
          "Expected the %s to have the picture's size %dx%d but it is %dx%d: resize it first."
              .formatted(part, picture.width(), picture.height(), width, height));
    }
  }
}
