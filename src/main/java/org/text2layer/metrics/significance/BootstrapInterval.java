package org.text2layer.metrics.significance;

import java.util.Locale;

/**
 * An interval by resampling.
 *
 * @param estimate the statistic of the sample itself
 * @param low the interval's lower end
 * @param high its upper end
 * @param bootstrap how many resamples, which level, which seed
 */
public record BootstrapInterval(double estimate, double low, double high, Bootstrap bootstrap) {
  /** Whether a value is inside, the ends too: a difference whose interval holds 0 may be none. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** As "0.123 (95 % interval 0.101 to 0.144)". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.4g (%.0f %% interval %.4g to %.4g)",
        estimate,
        100 * bootstrap.level(),
        low,
        high);
  }
}
