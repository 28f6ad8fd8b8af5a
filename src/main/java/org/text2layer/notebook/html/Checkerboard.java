package org.text2layer.notebook.html;

import java.awt.image.BufferedImage;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * The grey squares that stand for transparency. They are part of the picture's pixels, since an
 * untrusted notebook drops the styles that would draw them.
 */
final class Checkerboard {
  private static final int SQUARE = 8;
  private static final float LIGHT = 1f;
  private static final float DARK = 0.86f;

  private Checkerboard() {}

  static BufferedImage behind(RgbaImage cutOut) {
    RgbImage squares = squares(cutOut.width(), cutOut.height());
    return LayeredImage.twoLayer(cutOut.colour(), squares, cutOut.alpha())
        .composed()
        .toBufferedImage();
  }

  private static RgbImage squares(int width, int height) {
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      rgb[i] = (x / SQUARE + y / SQUARE) % 2 == 0 ? LIGHT : DARK;
    }
    return RgbImage.of(width, height, rgb);
  }
}
