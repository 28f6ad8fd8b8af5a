package org.text2layer.data;

import java.util.Objects;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;

/**
 * A captioned picture with its layers.
 *
 * @param caption what the picture shows
 * @param picture I, the whole picture
 * @param layers F, B and m; F is black where m is at most 0.1, so that composing them gives I only
 *     nearly (paper, III-B)
 */
public record LayeredSample(String caption, RgbImage picture, LayeredImage layers) {
  /** Checks that nothing is missing and sizes agree. */
  public LayeredSample {
    Objects.requireNonNull(caption, "caption");
    if (picture.width() != layers.width() || picture.height() != layers.height()) {
      throw new IllegalArgumentException(
          "Expected layers of the picture's size %sx%s but they are %sx%s: resize them first."
              .formatted(picture.width(), picture.height(), layers.width(), layers.height()));
    }
  }
}
