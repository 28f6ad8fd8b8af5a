package org.text2layer.image;

import java.util.Arrays;
import java.util.Objects;

/** Row-major, interleaved float samples in [0, 1]: what {@link RgbImage} and {@link Mask} are. */
abstract sealed class Pixels permits RgbImage, Mask {
  private final int width;
  private final int height;
  private final int channels;
  private final float[] values;

  /** Keeps {@code values} without a copy: for arrays that nobody else holds, already in range. */
  Pixels(int width, int height, int channels, float[] values) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.values = values;
  }

  /** A copy, refused if a value is out of range. */
  static float[] checked(int width, int height, int channels, float[] values) {
    checkLength(width, height, channels, values);
    float[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      if (!(copy[i] >= 0 && copy[i] <= 1)) {
        throw new IllegalArgumentException(
            "Expected values in [0, 1] but value %s is %s: scale them first, or use clamped()."
                .formatted(i, copy[i]));
      }
      copy[i] = clamp(copy[i]);
    }
    return copy;
  }

  /** A copy in range. */
  static float[] clamped(int width, int height, int channels, float[] values) {
    checkLength(width, height, channels, values);
    float[] copy = new float[values.length];
    for (int i = 0; i < copy.length; i++) {
      if (Float.isNaN(values[i])) {
        throw new IllegalArgumentException(
            "Expected numbers to clamp but value %s is NaN: look for the step that made it."
                .formatted(i));
      }
      copy[i] = clamp(values[i]);
    }
    return copy;
  }

  static float[] filled(int width, int height, float... pixel) {
    checkSize(width, height, pixel.length);
    float[] checked = checked(1, 1, pixel.length, pixel);
    float[] values = new float[width * height * pixel.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = checked[i % pixel.length];
    }
    return values;
  }

  /** The nearest number in [0, 1]; -0 becomes 0, so that equal pictures have equal bits. */
  static float clamp(float value) {
    return Math.max(0f, Math.min(1f, value));
  }

  /** The nearest of the 256 levels. */
  static int level(float value) {
    return Math.round(value * 255f);
  }

  static void checkSize(int width, int height, int channels) {
    if (width < 1 || height < 1 || (long) width * height * channels > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          ("Expected a width and a height of at least 1 that fit into one array but got %sx%s:"
                  + " choose another size.")
              .formatted(width, height));
    }
  }

  /** Requires the size of another part of the same image. */
  static void checkSameSize(String name, Picture part, int width, int height) {
    if (part.width() != width || part.height() != height) {
      throw new IllegalArgumentException(
          "Expected the %s to be %sx%s but it is %sx%s: resize it first."
              .formatted(name, width, height, part.width(), part.height()));
    }
  }

  private static void checkLength(int width, int height, int channels, float[] values) {
    Objects.requireNonNull(values, "values");
    checkSize(width, height, channels);
    if (values.length != width * height * channels) {
      throw new IllegalArgumentException(
          "Expected %s values for %sx%s pixels with %s channel%s but got %s: check the size."
              .formatted(
                  width * height * channels,
                  width,
                  height,
                  channels,
                  channels == 1 ? "" : "s",
                  values.length));
    }
  }

  /** Width in pixels, at least 1. */
  public int width() {
    return width;
  }

  /** Height in pixels, at least 1. */
  public int height() {
    return height;
  }

  float at(int x, int y, int channel) {
    Objects.checkIndex(x, width);
    Objects.checkIndex(y, height);
    Objects.checkIndex(channel, channels);
    return values[(y * width + x) * channels + channel];
  }

  /** The array itself, for readers in this package; they never write to it. */
  float[] shared() {
    return values;
  }

  /** A copy of all values: rows from top to bottom, the channels of a pixel side by side. */
  public float[] toArray() {
    return values.clone();
  }

  /** A copy in 8 bits: of each value the nearest of the levels 0 to 255, in the same order. */
  public byte[] toLevels() {
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) level(values[i]);
    }
    return levels;
  }

  float[] resample(int newWidth, int newHeight, Resampling filter) {
    checkSize(newWidth, newHeight, channels);
    return Resampler.of(width, height, newWidth, newHeight, filter).resize(values, channels, 1f);
  }

  float[] part(int x, int y, int newWidth, int newHeight) {
    checkSize(newWidth, newHeight, channels);
    if (x < 0 || y < 0 || x > width - newWidth || y > height - newHeight) {
      throw new IllegalArgumentException(
          "Expected a part of the %sx%s picture but got %sx%s at (%s, %s): move or shrink it."
              .formatted(width, height, newWidth, newHeight, x, y));
    }
    float[] part = new float[newWidth * newHeight * channels];
    int row = newWidth * channels;
    for (int i = 0; i < newHeight; i++) {
      System.arraycopy(values, ((y + i) * width + x) * channels, part, i * row, row);
    }
    return part;
  }

  float[] mirror() {
    float[] mirror = new float[values.length];
    for (int pixel = 0; pixel < width * height; pixel++) {
      int x = pixel % width;
      int from = pixel - x + (width - 1 - x);
      System.arraycopy(values, from * channels, mirror, pixel * channels, channels);
    }
    return mirror;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pixels that
        && width == that.width
        && height == that.height
        && channels == that.channels
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + width + "x" + height;
  }
}
