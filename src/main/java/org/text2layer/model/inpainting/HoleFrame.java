package org.text2layer.model.inpainting;

import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.InpainterConfiguration.Input;

/** The part of a picture that a network sees: all of the hole, and some of what is around it. */
record HoleFrame(int x, int y, int width, int height) {
  /** The part that a configuration asks for. The hole has to have a pixel. */
  static HoleFrame around(Mask hole, InpainterConfiguration configuration) {
    if (configuration.input() == Input.WHOLE) {
      return new HoleFrame(0, 0, hole.width(), hole.height());
    }
    Mask.Bounds bounds = hole.bounds(0).orElseThrow();
    int width = bounds.width() + 2 * configuration.context();
    int height = bounds.height() + 2 * configuration.context();
    if (configuration.input() == Input.FIXED) {
      // A square keeps its proportions, and one of the network's size every pixel.
      width = height = Math.max(configuration.size(), Math.max(width, height));
    }
    width = Math.min(width, hole.width());
    height = Math.min(height, hole.height());
    return new HoleFrame(
        start(bounds.x(), bounds.width(), width, hole.width()),
        start(bounds.y(), bounds.height(), height, hole.height()),
        width,
        height);
  }

  /** Evenly around, or as far as the edges allow. */
  private static int start(int from, int inside, int length, int whole) {
    return Math.max(0, Math.min(whole - length, (2 * from + inside - length) / 2));
  }

  RgbImage of(RgbImage picture) {
    return picture.crop(x, y, width, height);
  }

  Mask of(Mask mask) {
    return mask.crop(x, y, width, height);
  }

  /** The picture with another part in this place. */
  RgbImage pasted(RgbImage picture, RgbImage part) {
    float[] whole = picture.toArray();
    float[] inside = part.toArray();
    for (int row = 0; row < height; row++) {
      int to = 3 * ((y + row) * picture.width() + x);
      System.arraycopy(inside, 3 * row * width, whole, to, 3 * width);
    }
    return RgbImage.of(picture.width(), picture.height(), whole);
  }
}
