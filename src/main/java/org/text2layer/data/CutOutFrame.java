package org.text2layer.data;

import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/** Puts a cut-out of any size into the middle of a square. */
final class CutOutFrame {
  private CutOutFrame() {}

  /**
   * What is not wholly transparent, resampled so that its longer side is the square's.
   *
   * @param name what to call it in messages
   * @throws DatasetException if the whole picture is transparent
   */
  static RgbaImage fitted(RgbaImage cutOut, int size, String name) {
    RgbaImage visible = visible(cutOut, name);
    double scale = (double) size / Math.max(visible.width(), visible.height());
    int width = Math.max(1, (int) Math.round(scale * visible.width()));
    int height = Math.max(1, (int) Math.round(scale * visible.height()));
    return centred(visible.resized(width, height, Resampling.BICUBIC), size);
  }

  private static RgbaImage visible(RgbaImage cutOut, String name) {
    Mask.Bounds seen =
        cutOut
            .alpha()
            .bounds(0)
            .orElseThrow(
                () ->
                    new DatasetException(
                        "Expected a cut-out but all of "
                            + name
                            + " is transparent: leave it out."));
    return RgbaImage.of(
        cutOut.colour().crop(seen.x(), seen.y(), seen.width(), seen.height()),
        cutOut.alpha().crop(seen.x(), seen.y(), seen.width(), seen.height()));
  }

  private static RgbaImage centred(RgbaImage part, int size) {
    int left = (size - part.width()) / 2;
    int top = (size - part.height()) / 2;
    float[] fromColour = part.colour().toArray();
    float[] fromAlpha = part.alpha().toArray();
    float[] colour = new float[3 * size * size];
    float[] alpha = new float[size * size];
    for (int y = 0; y < part.height(); y++) {
      int from = y * part.width();
      int to = (top + y) * size + left;
      System.arraycopy(fromAlpha, from, alpha, to, part.width());
      System.arraycopy(fromColour, 3 * from, colour, 3 * to, 3 * part.width());
    }
    return RgbaImage.of(RgbImage.of(size, size, colour), Mask.of(size, size, alpha));
  }
}
