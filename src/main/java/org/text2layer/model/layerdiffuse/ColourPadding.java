package org.text2layer.model.layerdiffuse;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * Colours continued smoothly into where nothing is visible, as LayerDiffuse's networks were trained
 * to see them: a pyramid of premultiplied colour and alpha, filled from its coarsest level.
 */
final class ColourPadding {
  private static final double FACTOR = 1.2;
  private static final double LEAST_ALPHA = 1e-8;
  private static final int CHANNELS = 4;
  private static final int ALPHA = 3;

  private ColourPadding() {}

  /** Values (height, width, channels), premultiplied colour and then alpha. */
  record Level(int width, int height, double[] values) {
    /** The mean over the exact box that each pixel covers, as OpenCV's INTER_AREA. */
    Level reduced() {
      int w = (int) (width / FACTOR);
      int h = (int) (height / FACTOR);
      double[] rows = area(values, height, width, h);
      return new Level(w, h, transposed(area(transposed(rows, h, width), width, h, w), w, h));
    }

    boolean hasNext() {
      return Math.min(width, height) > 1;
    }

    double[] total() {
      double[] sums = new double[CHANNELS];
      for (int i = 0; i < values.length; i++) {
        sums[i % CHANNELS] += values[i];
      }
      return sums;
    }
  }

  /** The picture, opaque: its visible colours, and what continues them. */
  static RgbImage padded(RgbaImage picture) {
    List<Level> pyramid = pyramid(picture);
    Level coarsest = pyramid.get(pyramid.size() - 1);
    double[] sums = coarsest.total();
    double alpha = Math.max(sums[ALPHA], LEAST_ALPHA);
    double[] start = {sums[0] / alpha, sums[1] / alpha, sums[2] / alpha, 0};
    Level filled = new Level(1, 1, start);
    for (int number = pyramid.size() - 1; number >= 0; number--) {
      filled = filled(pyramid.get(number), filled);
    }
    float[] rgb = new float[3 * picture.width() * picture.height()];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (float) filled.values()[i / 3 * CHANNELS + i % 3];
    }
    return RgbImage.clamped(picture.width(), picture.height(), rgb);
  }

  /** From the finest level to the first of which a side is 1. */
  static List<Level> pyramid(RgbaImage picture) {
    double[] values = new double[CHANNELS * picture.width() * picture.height()];
    float[] rgb = picture.colour().toArray();
    float[] alpha = picture.alpha().toArray();
    for (int i = 0; i < alpha.length; i++) {
      for (int channel = 0; channel < ALPHA; channel++) {
        values[CHANNELS * i + channel] = (double) rgb[ALPHA * i + channel] * alpha[i];
      }
      values[CHANNELS * i + ALPHA] = alpha[i];
    }
    List<Level> pyramid = new ArrayList<>();
    pyramid.add(new Level(picture.width(), picture.height(), values));
    while (pyramid.get(pyramid.size() - 1).hasNext()) {
      pyramid.add(pyramid.get(pyramid.size() - 1).reduced());
    }
    return pyramid;
  }

  /** A level over what the coarser ones give, resampled as OpenCV's INTER_LINEAR. */
  private static Level filled(Level level, Level coarser) {
    int w = level.width();
    int h = level.height();
    double[] rows = linear(coarser.values(), coarser.height(), coarser.width(), h);
    double[] turned = linear(transposed(rows, h, coarser.width()), coarser.width(), h, w);
    double[] values = transposed(turned, w, h);
    for (int i = 0; i < values.length; i++) {
      double alpha = level.values()[i - i % CHANNELS + ALPHA];
      values[i] = level.values()[i] + values[i] * (1 - alpha);
    }
    return new Level(w, h, values);
  }

  /** Rows of pixels averaged to fewer rows. */
  private static double[] area(double[] values, int from, int width, int to) {
    int length = CHANNELS * width;
    double[] result = new double[to * length];
    double scale = (double) from / to;
    for (int row = 0; row < to; row++) {
      double end = Math.min((row + 1) * scale, from);
      for (int y = (int) (row * scale); y < Math.min(from, Math.ceil(end)); y++) {
        double share = (Math.min(end, y + 1) - Math.max(row * scale, y)) / scale;
        for (int i = 0; i < length; i++) {
          result[row * length + i] += share * values[y * length + i];
        }
      }
    }
    return result;
  }

  /** Rows of pixels interpolated to other rows: half-pixel centres, the edge repeated. */
  private static double[] linear(double[] values, int from, int width, int to) {
    int length = CHANNELS * width;
    double[] result = new double[to * length];
    for (int row = 0; row < to; row++) {
      double at = Math.max(0, Math.min(from - 1, (row + 0.5) * from / to - 0.5));
      int y = (int) at;
      int next = Math.min(y + 1, from - 1);
      for (int i = 0; i < length; i++) {
        double first = values[y * length + i];
        result[row * length + i] = first + (at - y) * (values[next * length + i] - first);
      }
    }
    return result;
  }

  private static double[] transposed(double[] values, int height, int width) {
    double[] result = new double[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            values, CHANNELS * (y * width + x), result, CHANNELS * (x * height + y), CHANNELS);
      }
    }
    return result;
  }
}
