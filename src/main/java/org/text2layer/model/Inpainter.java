package org.text2layer.model;

import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * Invents what a picture shows behind something: the background B (paper, III-B). Told nothing but
 * the picture and the hole; a text model gets the empty caption.
 */
public interface Inpainter extends AutoCloseable {
  /**
   * Fills a hole. The same picture and hole give the same result.
   *
   * @param picture any size
   * @param hole of the same size; every pixel above 0 is filled, and what the picture shows there
   *     is not looked at
   * @return a picture of the same size; where the hole is 0, its pixels are exactly the given ones
   * @throws IllegalArgumentException if the sizes differ, or the hole is the whole picture
   */
  RgbImage inpaint(RgbImage picture, Mask hole);

  /**
   * Which inpainter this is, with all that changes its pictures: weights by their checksum,
   * settings. A data set says by it what it was made with.
   */
  String description();

  /** Frees the native memory. */
  @Override
  void close();

  /**
   * Checks what every inpainter needs: one size, and at least one pixel to go by.
   *
   * @throws IllegalArgumentException if either lacks
   */
  static void requireFillable(RgbImage picture, Mask hole) {
    if (hole.width() != picture.width() || hole.height() != picture.height()) {
      throw new IllegalArgumentException(
          "Expected a hole of the picture's size %sx%s but it is %sx%s: resize it first."
              .formatted(picture.width(), picture.height(), hole.width(), hole.height()));
    }
    if (hole.thresholded(0).area() == 1) {
      throw new IllegalArgumentException(
          "Expected a hole that leaves some of the picture but it covers all %sx%s pixels: check the mask."
              .formatted(hole.width(), hole.height()));
    }
  }

  /** The picture with mid-grey in the hole: what a method may look at. */
  static RgbImage emptied(RgbImage picture, Mask hole) {
    RgbImage grey = RgbImage.filled(picture.width(), picture.height(), 0.5f, 0.5f, 0.5f);
    return pasted(picture, grey, hole);
  }

  /** The filled picture within the hole, the picture itself elsewhere, exactly. */
  static RgbImage pasted(RgbImage picture, RgbImage filled, Mask hole) {
    float[] result = picture.toArray();
    float[] inside = filled.toArray();
    float[] mask = hole.toArray();
    for (int i = 0; i < result.length; i++) {
      if (mask[i / 3] > 0) {
        result[i] = inside[i];
      }
    }
    return RgbImage.of(picture.width(), picture.height(), result);
  }
}
