package org.text2layer.image.format;

import java.awt.image.BufferedImage;

/**
 * A picture made a whole number of times smaller: each pixel is the mean of a square of pixels, as
 * Pillow's {@code Image.reduce} makes it, colours weighted by alpha. Read in strips, so that a
 * large picture never stands in floating point as a whole.
 *
 * @param width of the result
 * @param height of the result
 * @param colours red, green, blue of each pixel, in [0, 1]; black where nothing is opaque
 * @param alpha of each pixel, in [0, 1]
 */
public record BoxReduction(int width, int height, float[] colours, float[] alpha) {
  private static final int RGB = 3;

  /**
   * Reduces a picture; the boxes of the last column and row are smaller where it does not divide.
   *
   * @param factor the side of a box, at least 1
   */
  public static BoxReduction of(BufferedImage picture, int factor) {
    int width = (picture.getWidth() + factor - 1) / factor;
    int height = (picture.getHeight() + factor - 1) / factor;
    BoxReduction reduced =
        new BoxReduction(width, height, new float[width * height * RGB], new float[width * height]);
    for (int y = 0; y < height; y++) {
      int rows = Math.min(factor, picture.getHeight() - y * factor);
      reduced.fill(y, picture.getSubimage(0, y * factor, picture.getWidth(), rows), factor);
    }
    return reduced;
  }

  private void fill(int row, BufferedImage strip, int factor) {
    float[] rgb = AwtSamples.colours(strip);
    float[] opaque = AwtSamples.alpha(strip);
    double[] sums = new double[width * (RGB + 1)];
    int across = strip.getWidth();
    for (int i = 0; i < opaque.length; i++) {
      int at = (i % across) / factor * (RGB + 1);
      for (int channel = 0; channel < RGB; channel++) {
        sums[at + channel] += opaque[i] * rgb[RGB * i + channel];
      }
      sums[at + RGB] += opaque[i];
    }
    for (int x = 0; x < width; x++) {
      int pixels = strip.getHeight() * Math.min(factor, across - x * factor);
      double weight = sums[x * (RGB + 1) + RGB];
      int at = row * width + x;
      alpha[at] = (float) Math.min(1, weight / pixels);
      for (int channel = 0; channel < RGB && weight > 0; channel++) {
        colours[RGB * at + channel] = (float) Math.min(1, sums[x * (RGB + 1) + channel] / weight);
      }
    }
  }
}
