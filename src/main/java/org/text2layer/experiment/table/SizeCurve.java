package org.text2layer.experiment.table;

import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;
import org.text2layer.metrics.significance.IntervalText;

/**
 * A straight line through values over the binary logarithm of the number of samples, by least
 * squares: what doubling the data changes. A constant bias of all values leaves the slope as it is.
 *
 * @param perDoubling slope
 * @param margin half the width of the slope's 95 % interval by Student's t; infinite for two points
 * @param explained R², 1 where all values are equal
 * @param points how many
 */
record SizeCurve(double perDoubling, double margin, double explained, int points) {
  private static final double QUANTILE = 0.975;

  /**
   * Fits.
   *
   * @param samples above 0, at least two different numbers
   * @param values one each
   * @throws IllegalArgumentException if there are fewer, or the lengths differ
   */
  static SizeCurve fit(double[] samples, double[] values) {
    int n = samples.length;
    if (n < 2 || values.length != n) {
      throw new IllegalArgumentException(
          "Expected a value for each of at least 2 numbers of samples but came %s and %s: measure more sizes."
              .formatted(values.length, n));
    }
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      meanX += log2(samples[i]) / n;
      meanY += values[i] / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      double x = log2(samples[i]) - meanX;
      double y = values[i] - meanY;
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    if (!(xx > 0)) {
      throw new IllegalArgumentException(
          "Expected different numbers of samples above 0 but all are %s: measure other sizes."
              .formatted(samples[0]));
    }
    double slope = xy / xx;
    double rest = Math.max(0, yy - slope * xy);
    double margin =
        n == 2
            ? Double.POSITIVE_INFINITY
            : TDistribution.of(n - 2).inverseCumulativeProbability(QUANTILE)
                * Math.sqrt(rest / (n - 2) / xx);
    return new SizeCurve(slope, margin, yy == 0 ? 1 : 1 - rest / yy, n);
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** As "−1.2 [−2.0, −0.4] a doubling (95 %, R² 0.81, 8 points)". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s a doubling (95 %%, R² %.2f, %d points)",
        IntervalText.of("%.3g", perDoubling, perDoubling - margin, perDoubling + margin),
        explained,
        points);
  }
}
