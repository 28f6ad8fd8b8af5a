package org.text2layer.train.detector;

import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * A picture whose mask is known.
 *
 * @param picture what the detector sees
 * @param mask 1 where it shows something in front; empty if it shows nothing
 */
public record MaskedPicture(RgbImage picture, Mask mask) {
  /** Checks that both have one size. */
  public MaskedPicture {
    if (picture.width() != mask.width() || picture.height() != mask.height()) {
      throw new IllegalArgumentException(
          "Expected a mask of the picture's size %sx%s but it is %sx%s: resize one of them."
              .formatted(picture.width(), picture.height(), mask.width(), mask.height()));
    }
  }

  /** The picture's mirror image. */
  MaskedPicture mirrored() {
    return new MaskedPicture(picture.mirrored(), mask.mirrored());
  }
}
