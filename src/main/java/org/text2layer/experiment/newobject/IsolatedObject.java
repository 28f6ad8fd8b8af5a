package org.text2layer.experiment.newobject;

import java.util.Arrays;
import java.util.Optional;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/** A cut-out alone: on grey, in a square that it fills but for a margin. */
final class IsolatedObject {
  private static final float GREY = 0.5f;
  private static final float SOLID = 0.5f;

  /** Of the longer side, on each of its ends. */
  private static final double MARGIN = 0.05;

  /** Fewer solid pixels are no object. */
  private static final int FEWEST_PIXELS = 64;

  private IsolatedObject() {}

  /** Empty if hardly a pixel is solid. */
  static Optional<RgbImage> onGrey(RgbaImage cutOut) {
    int left = cutOut.width();
    int right = -1;
    int top = cutOut.height();
    int bottom = -1;
    int solid = 0;
    for (int y = 0; y < cutOut.height(); y++) {
      for (int x = 0; x < cutOut.width(); x++) {
        if (cutOut.alpha().value(x, y) > SOLID) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
          solid++;
        }
      }
    }
    if (solid < FEWEST_PIXELS) {
      return Optional.empty();
    }
    int side = (int) Math.ceil((1 + 2 * MARGIN) * Math.max(right - left + 1, bottom - top + 1));
    return Optional.of(
        square(cutOut, (left + right + 1 - side) / 2, (top + bottom + 1 - side) / 2, side));
  }

  private static RgbImage square(RgbaImage cutOut, int left, int top, int side) {
    float[] rgb = new float[3 * side * side];
    Arrays.fill(rgb, GREY);
    for (int y = Math.max(0, -top); y < side && top + y < cutOut.height(); y++) {
      for (int x = Math.max(0, -left); x < side && left + x < cutOut.width(); x++) {
        float alpha = cutOut.alpha().value(left + x, top + y);
        for (int channel = 0; channel < 3; channel++) {
          float colour = cutOut.colour().value(left + x, top + y, channel);
          rgb[3 * (y * side + x) + channel] = alpha * colour + (1 - alpha) * GREY;
        }
      }
    }
    return RgbImage.clamped(side, side, rgb);
  }
}
