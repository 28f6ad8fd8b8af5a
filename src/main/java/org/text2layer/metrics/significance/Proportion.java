package org.text2layer.metrics.significance;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A share of independent trials with its interval by Wilson's score (1927), which holds for few
 * trials and for shares of 0 and 1 too.
 *
 * @param successes 0 to {@code trials}
 * @param trials how many there were; with none the share is NaN and the interval [0, 1]
 */
public record Proportion(long successes, long trials) {
  /** The 97.5 % quantile of the normal distribution: intervals of 95 %. */
  static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

  private static final long MOST_TRIALS = 100_000_000;

  /** Checks the numbers. */
  public Proportion {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "Expected 0 to as many successes as trials but came %s of %s: correct the counts."
              .formatted(successes, trials));
    }
  }

  /** The share itself. */
  public double share() {
    return (double) successes / trials;
  }

  /** Where its 95 % interval begins. */
  public double low() {
    return trials == 0 ? 0 : Math.max(0, centre(share(), trials) - halfWidth(share(), trials));
  }

  /** Where it ends. */
  public double high() {
    return trials == 0 ? 1 : Math.min(1, centre(share(), trials) + halfWidth(share(), trials));
  }

  private static double centre(double share, double trials) {
    return (share + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
  }

  private static double halfWidth(double share, double trials) {
    return Z
        / (1 + Z * Z / trials)
        * Math.sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials));
  }

  /**
   * How many trials in all make the interval at most so wide from end to end, if the share stays
   * what it is; one half where there are no trials yet.
   *
   * @throws IllegalArgumentException if the width is outside (0, 1)
   */
  public long trialsFor(double width) {
    if (!(width > 0 && width < 1)) {
      throw new IllegalArgumentException(
          "Expected a width in (0, 1) but came " + width + ": 0.1 is usual.");
    }
    double expected = trials == 0 ? 0.5 : share();
    long low = 1;
    long high = MOST_TRIALS;
    while (low < high) {
      long middle = (low + high) / 2;
      if (2 * halfWidth(expected, middle) <= width) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * How much greater this share is than another of other trials, with its 95 % interval by both
   * intervals' ends (Newcombe 1998, method 10); NaN in [-1, 1] where one has no trials.
   */
  public Difference minus(Proportion other) {
    double difference = share() - other.share();
    if (trials == 0 || other.trials == 0) {
      return new Difference(Double.NaN, -1, 1);
    }
    double below = Math.hypot(share() - low(), other.high() - other.share());
    double above = Math.hypot(high() - share(), other.share() - other.low());
    return new Difference(difference, difference - below, difference + above);
  }

  /** As "0.857 [0.654, 0.950]"; "–" without trials. */
  public String text(int decimals) {
    return trials == 0 ? "–" : IntervalText.of("%." + decimals + "f", share(), low(), high());
  }

  @Override
  public String toString() {
    return text(3) + " of " + trials;
  }
}
