package org.text2layer.metrics.frechet;

import java.util.Arrays;

/**
 * One draw with replacement from a set of rows.
 *
 * @param counts how often each row was drawn
 * @param mean of the drawn rows
 * @param variance their total variance, divisor n − 1
 */
record DrawnRows(int[] counts, double[] mean, double variance) {
  /**
   * Draws.
   *
   * @param values rows one after the other
   * @param width of each
   * @param numbers of the drawn rows
   */
  static DrawnRows of(double[] values, int width, int[] numbers) {
    int[] counts = new int[values.length / width];
    for (int number : numbers) {
      counts[number]++;
    }
    double[] mean = new double[width];
    for (int row = 0; row < counts.length; row++) {
      for (int i = 0; counts[row] > 0 && i < width; i++) {
        mean[i] += counts[row] * values[row * width + i] / numbers.length;
      }
    }
    double squares = 0;
    for (int row = 0; row < counts.length; row++) {
      for (int i = 0; counts[row] > 0 && i < width; i++) {
        double deviation = values[row * width + i] - mean[i];
        squares += counts[row] * deviation * deviation;
      }
    }
    return new DrawnRows(counts, mean, squares / (numbers.length - 1));
  }

  /** How many rows were drawn, repeated ones counted. */
  int size() {
    return Arrays.stream(counts).sum();
  }

  /** How many different rows were drawn. */
  int distinct() {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }
}
