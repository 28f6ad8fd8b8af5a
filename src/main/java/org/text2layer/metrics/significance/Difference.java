package org.text2layer.metrics.significance;

/**
 * A difference with its 95 % interval.
 *
 * @param value NaN where there is nothing to compare
 * @param low where the interval begins
 * @param high where it ends
 */
public record Difference(double value, double low, double high) {
  /** Of means, by the normal distribution: for some 10 values or more of each. */
  static Difference ofMeans(double difference, double standardError) {
    return new Difference(
        difference,
        difference - Proportion.Z * standardError,
        difference + Proportion.Z * standardError);
  }

  /** Whether 0 is outside of the interval. */
  public boolean isOne() {
    return low > 0 || high < 0;
  }

  /** As "+0.123 [-0.010, 0.244]"; "–" where there is too little to compare. */
  public String text(int decimals) {
    return Double.isNaN(value) || Double.isNaN(low)
        ? "–"
        : (value > 0 ? "+" : "") + IntervalText.of("%." + decimals + "f", value, low, high);
  }
}
