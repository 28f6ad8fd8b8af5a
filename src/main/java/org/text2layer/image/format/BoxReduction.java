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
   * Reduces a picture. Where its sides do not divide, some boxes have a pixel more, spread evenly,
   * so that nothing moves.
   *
   * @param factor the side of a box, from 1 to the picture's shorter side
   */
  public static BoxReduction of(BufferedImage picture, int factor) {
    int width = picture.getWidth() / factor;
    int height = picture.getHeight() / factor;
    BoxReduction reduced =
        new BoxReduction(width, height, new float[width * height * RGB], new float[width * height]);
    for (int y = 0; y < height; y++) {
      int top = start(y, height, picture.getHeight());
      int rows = start(y + 1, height, picture.getHeight()) - top;
      reduced.fill(y, picture.getSubimage(0, top, picture.getWidth(), rows));
    }
    return reduced;
  }

  private static int start(int box, int boxes, int pixels) {
    return (int) ((long) box * pixels / boxes);
  }

  private void fill(int row, BufferedImage strip) {
    double[] sums = new double[(RGB + 1) * width];
    if (AwtSamples.areOpaqueBytes(strip)) {
      sumBytes(strip, sums);
    } else {
      sum(strip, sums);
    }
    for (int x = 0; x < width; x++) {
      int at = row * width + x;
      int columns = start(x + 1, width, strip.getWidth()) - start(x, width, strip.getWidth());
      double weight = sums[(RGB + 1) * x + RGB];
      alpha[at] = (float) Math.min(1, weight / (strip.getHeight() * columns));
      for (int channel = 0; channel < RGB && weight > 0; channel++) {
        double mean = sums[(RGB + 1) * x + channel] / weight;
        colours[RGB * at + channel] = (float) Math.min(1, mean);
      }
    }
  }

  /** Of each box red, green and blue weighted by alpha, and the weights. */
  private void sum(BufferedImage strip, double[] sums) {
    float[] rgb = AwtSamples.colours(strip);
    float[] opacity = AwtSamples.alpha(strip);
    for (int y = 0; y < strip.getHeight(); y++) {
      int i = y * strip.getWidth();
      for (int x = 0; x < width; x++) {
        int end = y * strip.getWidth() + start(x + 1, width, strip.getWidth());
        for (; i < end; i++) {
          for (int channel = 0; channel < RGB; channel++) {
            sums[(RGB + 1) * x + channel] += opacity[i] * rgb[RGB * i + channel];
          }
          sums[(RGB + 1) * x + RGB] += opacity[i];
        }
      }
    }
  }

  /** The same of what most pictures are: most of the time of reading one goes here. */
  private void sumBytes(BufferedImage strip, double[] sums) {
    int bands = strip.getRaster().getNumBands();
    int green = bands / 2; // grey has one band for all three
    int blue = bands - 1;
    byte[] levels = new byte[bands * strip.getWidth()];
    for (int y = 0; y < strip.getHeight(); y++) {
      strip.getRaster().getDataElements(0, y, strip.getWidth(), 1, levels);
      int i = 0;
      for (int x = 0; x < width; x++) {
        int end = bands * start(x + 1, width, strip.getWidth());
        int first = i;
        int reds = 0;
        int greens = 0;
        int blues = 0;
        for (; i < end; i += bands) {
          reds += levels[i] & 0xff;
          greens += levels[i + green] & 0xff;
          blues += levels[i + blue] & 0xff;
        }
        int at = (RGB + 1) * x;
        sums[at] += reds / 255.0;
        sums[at + 1] += greens / 255.0;
        sums[at + 2] += blues / 255.0;
        sums[at + RGB] += (i - first) / bands;
      }
    }
  }
}
