package org.text2layer.experiment.newobject;

import java.util.Arrays;
import java.util.Optional;
import org.text2layer.image.Mask;
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
    Mask solid = cutOut.alpha().thresholded(SOLID);
    if (Math.round(solid.area() * cutOut.width() * cutOut.height()) < FEWEST_PIXELS) {
      return Optional.empty();
    }
    Mask.Bounds bounds = solid.bounds(0).orElseThrow();
    int side = (int) Math.ceil((1 + 2 * MARGIN) * Math.max(bounds.width(), bounds.height()));
    int left = (2 * bounds.x() + bounds.width() - side) / 2;
    int top = (2 * bounds.y() + bounds.height() - side) / 2;
    return Optional.of(square(cutOut, left, top, side));
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
