package org.text2layer.metrics.layers;

import org.text2layer.image.Picture;

/** The check that every measure begins with. */
final class SameSize {
  private SameSize() {}

  static void require(String what, Picture truth, Picture other) {
    if (truth.width() != other.width() || truth.height() != other.height()) {
      throw new IllegalArgumentException(
          "Expected %s of the truth's size %sx%s but it is %sx%s: resize it first."
              .formatted(what, truth.width(), truth.height(), other.width(), other.height()));
    }
  }
}
