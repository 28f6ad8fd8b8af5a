package org.text2layer.model;

import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/** Finds what a picture shows in front: its soft mask m (paper, III-B). */
public interface SalientObjectDetector extends AutoCloseable {
  /**
   * Detects at the picture's own size.
   *
   * @param picture any size
   * @return a mask of the same size; 1 where the salient object is
   */
  Mask detect(RgbImage picture);

  /**
   * Which detector this is, with all that changes its masks: weights by their checksum, settings. A
   * data set says by it what it was made with.
   */
  String description();

  /** Frees the native memory. */
  @Override
  void close();
}
