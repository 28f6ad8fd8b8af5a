package org.text2layer.data.statistics.distribution;

import java.io.Serializable;

/**
 * Mean and standard deviation of values that are not kept, by Welford's and Chan's formulas.
 *
 * @param count of the values
 * @param mean of the values; NaN if there are none
 * @param squares sum of the squared differences from the mean
 */
public record MeanAndDeviation(long count, double mean, double squares) implements Serializable {
  private static final MeanAndDeviation NONE = new MeanAndDeviation(0, Double.NaN, 0);

  /** Checks the numbers. */
  public MeanAndDeviation {
    if (count < 0 || !(squares >= 0) || Double.isNaN(mean) != (count == 0)) {
      throw new IllegalArgumentException(
          "Expected a count and squares of at least 0 and a mean where there are values but got count %s, mean %s, squares %s: start from none()."
              .formatted(count, mean, squares));
    }
  }

  /** Of no values yet. */
  public static MeanAndDeviation none() {
    return NONE;
  }

  /**
   * With one more value.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public MeanAndDeviation plus(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Expected a finite value but got " + value + ": look for what made it.");
    }
    return plus(new MeanAndDeviation(1, value, 0));
  }

  /** Of the values of both. */
  public MeanAndDeviation plus(MeanAndDeviation other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    long both = count + other.count;
    double difference = other.mean - mean;
    double share = (double) other.count / both;
    return new MeanAndDeviation(
        both,
        mean + difference * share,
        squares + other.squares + difference * difference * count * share);
  }

  /** Standard deviation with n − 1 in the denominator; NaN of fewer than two values. */
  public double deviation() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }
}
