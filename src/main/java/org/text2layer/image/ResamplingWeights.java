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
  private final int[] starts;
  private final double[][] weights;

  private ResamplingWeights(int length, int[] starts, double[][] weights) {
    this.length = length;
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
    return new ResamplingWeights(length, starts, weights);
  }

  int length() {
    return length;
  }

  int newLength() {
    return starts.length;
  }

  /** In floating point, summed in double precision. */
  float[] apply(float[] values, int outer, int inner) {
    if (newLength() == length) {
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
    if (newLength() == length) {
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
