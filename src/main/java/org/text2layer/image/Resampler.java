package org.text2layer.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * Resamples pictures of one size to another, as Pillow: half-pixel centres, weights normalised at
 * the borders, two passes, the horizontal one first unless told otherwise; an axis that keeps its
 * length is left alone. Immutable and safe for use by many threads: make one for all pictures of a
 * data set.
 *
 * <p>All arrays hold rows from top to bottom with the channels of a pixel side by side. No method
 * changes its input or returns it.
 */
public final class Resampler {
  private final Axis horizontal;
  private final Axis vertical;
  private final boolean verticalFirst;

  private Resampler(Axis horizontal, Axis vertical, boolean verticalFirst) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.verticalFirst = verticalFirst;
  }

  /**
   * Which pass comes first, by the version of Pillow. It matters in 8 bits, which are rounded and
   * clipped after each pass: of pictures to a network's square, some pixels differ by a few levels.
   */
  public enum PassOrder {
    /** Up to 12.3: the horizontal one. */
    PILLOW_12,
    /**
     * From 13.0: the vertical one where the height shrinks by more than twice what the width does,
     * else the horizontal one.
     */
    PILLOW_13;

    private boolean verticalFirst(int width, int height, int newWidth, int newHeight) {
      return this == PILLOW_13
          && newHeight < height
          && height - newHeight > 2L * (width - newWidth);
    }
  }

  /**
   * The weights from {@code width} x {@code height} pixels to {@code newWidth} x {@code newHeight},
   * the horizontal pass first.
   *
   * @throws IllegalArgumentException if a length is below 1
   */
  public static Resampler of(
      int width, int height, int newWidth, int newHeight, Resampling filter) {
    return of(width, height, newWidth, newHeight, filter, PassOrder.PILLOW_12);
  }

  /**
   * The same weights with another order of the passes.
   *
   * @throws IllegalArgumentException if a length is below 1
   */
  public static Resampler of(
      int width, int height, int newWidth, int newHeight, Resampling filter, PassOrder order) {
    Objects.requireNonNull(filter, "filter");
    Pixels.checkSize(width, height, 1);
    Pixels.checkSize(newWidth, newHeight, 1);
    return new Resampler(
        Axis.of(width, newWidth, filter, true),
        Axis.of(height, newHeight, filter, true),
        order.verticalFirst(width, height, newWidth, newHeight));
  }

  /**
   * Bilinear between the nearest pixels also where a picture shrinks, hence not antialiased, as
   * PyTorch's interpolate and OpenCV's resize do it.
   *
   * @throws IllegalArgumentException if a length is below 1
   */
  public static Resampler interpolating(int width, int height, int newWidth, int newHeight) {
    Pixels.checkSize(width, height, 1);
    Pixels.checkSize(newWidth, newHeight, 1);
    return new Resampler(
        Axis.of(width, newWidth, Resampling.BILINEAR, false),
        Axis.of(height, newHeight, Resampling.BILINEAR, false),
        false);
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
    return new Resampler(Axis.placed(width, scale, dx), Axis.placed(height, scale, dy), false);
  }

  /**
   * In floating point: Pillow's mode F for each channel, clipped to [0, {@code max}] and not
   * rounded, as Clean-FID does.
   *
   * @param max the largest value: 1 for the pixels of this package, 255 for Clean-FID
   */
  public float[] resize(float[] values, int channels, float max) {
    checkLength(values.length, channels);
    float[] result;
    if (verticalFirst) {
      float[] low = vertical.apply(values, 1, horizontal.length() * channels);
      result = horizontal.apply(low, vertical.newLength(), channels);
    } else {
      float[] wide = horizontal.apply(values, vertical.length(), channels);
      result = vertical.apply(wide, 1, horizontal.newLength() * channels);
    }
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(0f, Math.min(max, result[i]));
    }
    return result;
  }

  /** In 8 bits: fixed-point weights, and rounded and clipped to [0, 255] after each pass. */
  public byte[] resize(byte[] levels, int channels) {
    checkLength(levels.length, channels);
    if (verticalFirst) {
      byte[] low = vertical.apply(levels, 1, horizontal.length() * channels);
      return horizontal.apply(low, vertical.newLength(), channels);
    }
    byte[] wide = horizontal.apply(levels, vertical.length(), channels);
    return vertical.apply(wide, 1, horizontal.newLength() * channels);
  }

  private void checkLength(int length, int channels) {
    long expected = (long) horizontal.length() * vertical.length() * channels;
    if (channels < 1 || length != expected) {
      throw new IllegalArgumentException(
          "Expected %s values for %sx%s pixels with %s channels but got %s: check the size."
              .formatted(expected, horizontal.length(), vertical.length(), channels, length));
    }
    if (verticalFirst) {
      Pixels.checkSize(horizontal.length(), vertical.newLength(), channels);
    } else {
      Pixels.checkSize(horizontal.newLength(), vertical.length(), channels);
    }
    Pixels.checkSize(horizontal.newLength(), vertical.newLength(), channels);
  }

  /**
   * The weights of one axis, and the pass along it: output {@code i} is the sum over {@code k} of
   * {@code weights[i][k]} times the input at {@code starts[i] + k}. An array is seen as {@code
   * outer} blocks of {@code length} positions of {@code inner} values.
   */
  private static final class Axis {
    /** As many fraction bits as an int holds beside 8 bits of value and 2 bits of headroom. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private final int length;
    private final boolean identity;
    private final int[] starts;
    private final double[][] weights;

    private Axis(int length, boolean identity, int[] starts, double[][] weights) {
      this.length = length;
      this.identity = identity;
      this.starts = starts;
      this.weights = weights;
    }

    static Axis of(int length, int newLength, Resampling filter, boolean antialiased) {
      double scale = (double) length / newLength;
      double stretch = antialiased ? Math.max(scale, 1) : 1;
      double support = filter.support() * stretch;
      int[] starts = new int[newLength];
      double[][] weights = new double[newLength][];
      for (int i = 0; i < newLength; i++) {
        double centre = (i + 0.5) * scale;
        int start = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(length, (int) (centre + support + 0.5));
        double[] row = new double[end - start];
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
          row[k] = filter.weight((start + k - centre + 0.5) / stretch);
          sum += row[k];
        }
        for (int k = 0; k < row.length; k++) {
          row[k] /= sum;
        }
        starts[i] = start;
        weights[i] = row;
      }
      return new Axis(length, newLength == length, starts, weights);
    }

    /**
     * Scaled about the middle of the axis, then moved by {@code shift}; bilinear. What comes from
     * outside counts as 0, so unlike above the weights at the borders are not normalised anew.
     */
    static Axis placed(int length, double scale, double shift) {
      double stretch = Math.max(1 / scale, 1);
      double support = Resampling.BILINEAR.support() * stretch;
      int[] starts = new int[length];
      double[][] weights = new double[length][];
      for (int i = 0; i < length; i++) {
        double exact = (i + 0.5 - length / 2.0 - shift) / scale + length / 2.0;
        // Just outside is as good as far away, and keeps the indices small.
        double centre = Math.max(-support - 1, Math.min(length + support + 1, exact));
        int first = (int) Math.ceil(centre - support - 0.5);
        int last = (int) Math.floor(centre + support - 0.5);
        int start = Math.max(0, Math.min(length, first));
        double[] row = new double[Math.max(start, Math.min(length, last + 1)) - start];
        double sum = 0;
        for (int k = first; k <= last; k++) {
          double weight = Resampling.BILINEAR.weight((k - centre + 0.5) / stretch);
          sum += weight;
          if (k >= start && k < start + row.length) {
            row[k - start] = weight;
          }
        }
        for (int k = 0; k < row.length; k++) {
          row[k] /= sum;
        }
        starts[i] = start;
        weights[i] = row;
      }
      return new Axis(length, scale == 1 && shift == 0, starts, weights);
    }

    int length() {
      return length;
    }

    int newLength() {
      return starts.length;
    }

    /** In floating point, summed in double precision. */
    float[] apply(float[] values, int outer, int inner) {
      if (identity) {
        return values.clone();
      }
      float[] result = new float[outer * newLength() * inner];
      double[] sums = new double[inner];
      for (int out = 0; out < outer * newLength(); out++) {
        int i = out % newLength();
        int from = (out / newLength() * length + starts[i]) * inner;
        Arrays.fill(sums, 0);
        for (double weight : weights[i]) {
          for (int c = 0; c < inner; c++) {
            sums[c] += weight * values[from + c];
          }
          from += inner;
        }
        for (int c = 0; c < inner; c++) {
          result[out * inner + c] = (float) sums[c];
        }
      }
      return result;
    }

    /** In fixed point: bytes are 0 to 255, sums are rounded and clipped to them. */
    byte[] apply(byte[] levels, int outer, int inner) {
      if (identity) {
        return levels.clone();
      }
      byte[] result = new byte[outer * newLength() * inner];
      int[] sums = new int[inner];
      for (int out = 0; out < outer * newLength(); out++) {
        int i = out % newLength();
        int from = (out / newLength() * length + starts[i]) * inner;
        Arrays.fill(sums, 1 << PRECISION_BITS - 1);
        for (double weight : weights[i]) {
          int fixed = fixedPoint(weight);
          for (int c = 0; c < inner; c++) {
            sums[c] += fixed * (levels[from + c] & 0xff);
          }
          from += inner;
        }
        for (int c = 0; c < inner; c++) {
          result[out * inner + c] = (byte) Math.max(0, Math.min(255, sums[c] >> PRECISION_BITS));
        }
      }
      return result;
    }

    /** Rounded half away from zero. */
    private static int fixedPoint(double weight) {
      return (int) (weight * (1 << PRECISION_BITS) + Math.copySign(0.5, weight));
    }
  }
}
