package org.text2layer.image;

import java.util.Arrays;

/**
 * The weights of one axis, and the pass along it: output {@code i} is the sum over {@code k} of
 * {@code weights[i][k]} times the input at {@code starts[i] + k}. An array is seen as {@code outer}
 * blocks of {@code length} positions of {@code inner} values.
 */
final class ResamplingWeights {
  /** As many fraction bits as an int holds beside 8 bits of value and 2 bits of headroom. */
  private static final int PRECISION_BITS = 32 - 8 - 2;

  private final int length;
  private final boolean identity;
  private final int[] starts;
  private final double[][] weights;

  private ResamplingWeights(int length, boolean identity, int[] starts, double[][] weights) {
    this.length = length;
    this.identity = identity;
    this.starts = starts;
    this.weights = weights;
  }

  static ResamplingWeights of(int length, int newLength, Resampling filter) {
    double scale = (double) length / newLength;
    double stretch = Math.max(scale, 1);
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
    return new ResamplingWeights(length, newLength == length, starts, weights);
  }

  /**
   * Scaled about the middle of the axis, then moved by {@code shift}; bilinear. What comes from
   * outside counts as 0, so unlike above the weights at the borders are not normalised anew.
   */
  static ResamplingWeights placed(int length, double scale, double shift) {
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
    return new ResamplingWeights(length, scale == 1 && shift == 0, starts, weights);
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
