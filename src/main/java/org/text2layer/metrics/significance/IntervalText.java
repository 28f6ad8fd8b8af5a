package org.text2layer.metrics.significance;

import java.util.Locale;

/** How intervals are written wherever one is shown: "0.42 [0.38, 0.46]", and "[0.38, 0.46]". */
public final class IntervalText {
  private IntervalText() {}

  /**
   * An estimate with its interval.
   *
   * @param number how each of them is formatted, as "%.3f"
   */
  public static String of(String number, double estimate, double low, double high) {
    return String.format(Locale.ROOT, number, estimate) + " " + of(number, low, high);
  }

  /** An interval without a number in it. */
  public static String of(String number, double low, double high) {
    return String.format(Locale.ROOT, "[" + number + ", " + number + "]", low, high);
  }
}
