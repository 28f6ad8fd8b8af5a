package org.text2layer.image;

import java.util.Objects;

/**
 * Resamples pictures of one size to another, as Pillow: half-pixel centres, weights normalised at
 * the borders, two passes with the horizontal one first; an axis that keeps its length is left
 * alone. Immutable and safe for use by many threads: make one for all pictures of a data set.
 *
 * <p>All arrays hold rows from top to bottom with the channels of a pixel side by side. No method
 * changes its input or returns it.
 */
public final class Resampler {
  private final ResamplingWeights horizontal;
  private final ResamplingWeights vertical;

  private Resampler(ResamplingWeights horizontal, ResamplingWeights vertical) {
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  /**
   * The weights from {@code width} x {@code height} pixels to {@code newWidth} x {@code newHeight}.
   *
   * @throws IllegalArgumentException if a length is below 1
   */
  public static Resampler of(
      int width, int height, int newWidth, int newHeight, Resampling filter) {
    Objects.requireNonNull(filter, "filter");
    Pixels.checkSize(width, height, 1);
    Pixels.checkSize(newWidth, newHeight, 1);
    return new Resampler(
        ResamplingWeights.of(width, newWidth, filter),
        ResamplingWeights.of(height, newHeight, filter));
  }

  /**
   * The weights that scale a picture about its centre and then move it, within its frame; bilinear,
   * with zeros around the picture.
   *
   * @throws IllegalArgumentException if the scale is outside [0.01, 100] or a shift not finite
   */
  static Resampler placed(int width, int height, double scale, double dx, double dy) {
    if (!(scale >= 0.01 && scale <= 100)) {
      throw new IllegalArgumentException(
          "Expected a scale in [0.01, 100] but got " + scale + ": 1 keeps the size.");
    }
    if (!Double.isFinite(dx) || !Double.isFinite(dy)) {
      throw new IllegalArgumentException(
          "Expected a finite shift in pixels but got (%s, %s): 0 keeps the place."
              .formatted(dx, dy));
    }
    return new Resampler(
        ResamplingWeights.placed(width, scale, dx), ResamplingWeights.placed(height, scale, dy));
  }

  /**
   * In floating point: Pillow's mode F for each channel, clipped to [0, {@code max}] and not
   * rounded, as Clean-FID does.
   *
   * @param max the largest value: 1 for the pixels of this package, 255 for Clean-FID
   */
  public float[] resize(float[] values, int channels, float max) {
    checkLength(values.length, channels);
    float[] wide = horizontal.apply(values, vertical.length(), channels);
    float[] result = vertical.apply(wide, 1, horizontal.newLength() * channels);
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(0f, Math.min(max, result[i]));
    }
    return result;
  }

  /** In 8 bits: fixed-point weights, and rounded and clipped to [0, 255] after each pass. */
  public byte[] resize(byte[] levels, int channels) {
    checkLength(levels.length, channels);
    byte[] wide = horizontal.apply(levels, vertical.length(), channels);
    return vertical.apply(wide, 1, horizontal.newLength() * channels);
  }

  /** In 8 bits with straight alpha as fourth channel: multiplied by it, resized, divided again. */
  public byte[] resizeRgba(byte[] rgba) {
    byte[] premultiplied = rgba.clone();
    for (int i = 0; i < rgba.length; i++) {
      int alpha = rgba[i | 3] & 0xff;
      if ((i & 3) != 3) {
        int product = (rgba[i] & 0xff) * alpha + 128;
        premultiplied[i] = (byte) ((product >> 8) + product >> 8); // product / 255, rounded
      }
    }
    byte[] result = resize(premultiplied, 4);
    for (int i = 0; i < result.length; i++) {
      int alpha = result[i | 3] & 0xff;
      if ((i & 3) != 3 && alpha != 0) {
        result[i] = (byte) Math.min(255, 255 * (result[i] & 0xff) / alpha);
      }
    }
    return result;
  }

  private void checkLength(int length, int channels) {
    long expected = (long) horizontal.length() * vertical.length() * channels;
    if (channels < 1 || length != expected) {
      throw new IllegalArgumentException(
          "Expected %d values for %dx%d pixels with %d channels but got %d: check the size."
              .formatted(expected, horizontal.length(), vertical.length(), channels, length));
    }
    Pixels.checkSize(horizontal.newLength(), vertical.length(), channels);
    Pixels.checkSize(horizontal.newLength(), vertical.newLength(), channels);
  }
}
