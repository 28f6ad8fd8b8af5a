package org.text2layer.image;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.text2layer.image.format.AwtSamples;

/**
 * A soft mask m: one value in [0, 1] per pixel, 1 where the layer covers what is below it.
 * Immutable, hence safe for use by many threads.
 */
public final class Mask extends Pixels implements Picture {
  /** Keeps {@code values} without a copy, see {@link Pixels}. */
  Mask(int width, int height, float[] values) {
    super(width, height, 1, values);
  }

  /**
   * Copies {@code values}.
   *
   * @param values rows from top to bottom: width · height values
   * @throws IllegalArgumentException if the length does not fit, or a value is outside [0, 1] or
   *     NaN; the message names its index
   */
  public static Mask of(int width, int height, float[] values) {
    return new Mask(width, height, checked(width, height, 1, values));
  }

  /**
   * Copies {@code values} and moves those outside [0, 1] to the nearer end.
   *
   * @throws IllegalArgumentException if the length does not fit, or a value is NaN
   */
  public static Mask clamped(int width, int height, float[] values) {
    return new Mask(width, height, clamped(width, height, 1, values));
  }

  /**
   * From 8 bits: each level divided by 255.
   *
   * @param levels rows from top to bottom: width · height levels of 0 to 255
   * @throws IllegalArgumentException if the length does not fit
   */
  public static Mask ofLevels(int width, int height, byte[] levels) {
    float[] values = new float[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (levels[i] & 0xff) / 255f;
    }
    return new Mask(width, height, checked(width, height, 1, values));
  }

  /**
   * One value everywhere.
   *
   * @throws IllegalArgumentException if it is outside [0, 1]
   */
  public static Mask filled(int width, int height, float value) {
    return new Mask(width, height, Pixels.filled(width, height, value));
  }

  /**
   * The grey levels of an opaque AWT picture of any type, whose channels are equal everywhere.
   *
   * @throws IllegalArgumentException if some pixel is coloured or not opaque; the message says
   *     which
   */
  public static Mask from(BufferedImage grey) {
    return opaque(grey, "the picture");
  }

  /** The same, with another name in the messages. */
  static Mask opaque(BufferedImage picture, String name) {
    if (AwtSamples.areGrey(picture)) {
      float[] values = AwtSamples.grey(picture);
      return new Mask(picture.getWidth(), picture.getHeight(), values);
    }
    return from(RgbImage.opaque(picture, name, "RgbaImage.from(...)"));
  }

  /**
   * The grey levels of a picture whose channels are equal everywhere.
   *
   * @throws IllegalArgumentException if some pixel is coloured; the message says which
   */
  public static Mask from(RgbImage picture) {
    float[] rgb = picture.shared();
    float[] values = new float[rgb.length / 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = rgb[3 * i];
      if (values[i] != rgb[3 * i + 1] || values[i] != rgb[3 * i + 2]) {
        throw new IllegalArgumentException(
            "Expected a grey picture as mask but pixel (%s, %s) is coloured: convert it to grey."
                .formatted(i % picture.width(), i / picture.width()));
      }
    }
    return new Mask(picture.width(), picture.height(), values);
  }

  /**
   * One value in [0, 1].
   *
   * @throws IndexOutOfBoundsException if the pixel does not exist
   */
  public float value(int x, int y) {
    return at(x, y, 0);
  }

  /**
   * The mean of |m − m'| over all pixels.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public double meanDifference(Mask other) {
    Pixels.checkSameSize("other mask", other, width(), height());
    float[] one = shared();
    float[] two = other.shared();
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - two[i]);
    }
    return sum / one.length;
  }

  /** 1 − m. */
  public Mask inverted() {
    float[] values = toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 - values[i];
    }
    return new Mask(width(), height(), values);
  }

  /**
   * Each value times one factor: an opacity.
   *
   * @throws IllegalArgumentException if the factor is outside [0, 1]
   */
  public Mask times(double factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "Expected an opacity in [0, 1] but got " + factor + ": 1 keeps the mask.");
    }
    float[] values = toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) factor;
    }
    return new Mask(width(), height(), values);
  }

  /** The covered share of the picture: the mean value, in [0, 1]. */
  public double area() {
    double sum = 0;
    for (float value : shared()) {
      sum += value;
    }
    return sum / shared().length;
  }

  /**
   * A rectangle of pixels.
   *
   * @param x of its upper left pixel
   * @param y of its upper left pixel
   */
  public record Bounds(int x, int y, int width, int height) {}

  /** The smallest rectangle that holds all above a threshold; empty if nothing is. */
  public Optional<Bounds> bounds(float threshold) {
    float[] values = shared();
    int left = width();
    int right = 0;
    int top = height();
    int bottom = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > threshold) {
        left = Math.min(left, i % width());
        right = Math.max(right, i % width() + 1);
        top = Math.min(top, i / width());
        bottom = i / width() + 1;
      }
    }
    return bottom == 0
        ? Optional.empty()
        : Optional.of(new Bounds(left, top, right - left, bottom - top));
  }

  /**
   * A hard mask: 1 where m is above the threshold, 0 elsewhere.
   *
   * @throws IllegalArgumentException if the threshold is outside [0, 1]
   */
  public Mask thresholded(float threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "Expected a threshold in [0, 1] but got " + threshold + ": choose one inside, as 0.5.");
    }
    float[] values = toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] > threshold ? 1 : 0;
    }
    return new Mask(width(), height(), values);
  }

  @Override
  public Mask resized(int width, int height, Resampling filter) {
    return new Mask(width, height, resample(width, height, filter));
  }

  /**
   * The part of the given size whose upper left pixel is (x, y).
   *
   * @throws IllegalArgumentException if it reaches over an edge
   */
  public Mask crop(int x, int y, int width, int height) {
    return new Mask(width, height, part(x, y, width, height));
  }

  /** Left and right exchanged. */
  public Mask mirrored() {
    return new Mask(width(), height(), mirror());
  }

  /** {@inheritDoc} Its type is {@link BufferedImage#TYPE_BYTE_GRAY}. */
  @Override
  public BufferedImage toBufferedImage() {
    BufferedImage picture = new BufferedImage(width(), height(), BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, width(), height(), toLevels());
    return picture;
  }
}
