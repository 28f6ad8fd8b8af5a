package org.text2layer.metrics.significance;

import java.util.Locale;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;

/**
 * Student's paired t-test, two-sided, with its effect sizes.
 *
 * @param items how many pairs
 * @param meanDifference first minus second
 * @param standardError standard deviation of the differences / √items
 * @param statistic t = mean difference / standard error; ±∞ where all differences are one number
 *     other than 0, and 0 where all are 0
 * @param pValue probability of a t at least as far from 0 if there were no difference
 * @param effect Cohen's d_z and Hedges' g_z of the differences
 */
public record PairedTest(
    int items,
    double meanDifference,
    double standardError,
    double statistic,
    double pValue,
    EffectSize effect) {

  /** Tests two methods on the same items. */
  public static PairedTest of(PairedSamples samples) {
    double[] differences = samples.differences();
    double mean = Mean.of(differences).getAsDouble();
    EffectSize effect = EffectSize.ofDifferences(differences);
    double error = StandardDeviation.of(differences).getAsDouble() / Math.sqrt(differences.length);
    if (error == 0) {
      double statistic = mean == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, mean);
      return new PairedTest(samples.size(), mean, 0, statistic, mean == 0 ? 1 : 0, effect);
    }
    TTest.Result result = TTest.withDefaults().pairedTest(samples.first(), samples.second());
    return new PairedTest(
        samples.size(), mean, error, result.getStatistic(), result.getPValue(), effect);
  }

  /** n − 1. */
  public int degreesOfFreedom() {
    return items - 1;
  }

  /**
   * Half the width of the interval of the mean difference by Student's t.
   *
   * @param level such as 0.95
   * @throws IllegalArgumentException if it is outside (0, 1)
   */
  public double margin(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Expected a level in (0, 1) but came " + level + ": 0.95 is usual.");
    }
    double quantile =
        TDistribution.of(degreesOfFreedom()).inverseCumulativeProbability((1 + level) / 2);
    return standardError * quantile;
  }

  /** As "first − second 0.012, t(63) = 2.41, p = 0.019, d_z = 0.30". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "first − second %.4g, t(%d) = %.3f, p = %.3g, d_z = %.2f",
        meanDifference,
        degreesOfFreedom(),
        statistic,
        pValue,
        effect.cohenDz());
  }

  /**
   * How large a difference of paired values is against its spread: 0.2 is called small, 0.5 medium,
   * 0.8 large (Cohen 1988).
   *
   * @param cohenDz mean of the differences over their standard deviation; ±∞ where all are one
   *     number other than 0, and 0 where all are 0
   * @param hedgesGz the same without the bias of few items: d_z · J(n − 1) with J(m) = Γ(m/2) /
   *     (√(m/2) · Γ((m − 1)/2)) (Hedges 1981); 0 for two items, where J is
   */
  public record EffectSize(double cohenDz, double hedgesGz) {
    /**
     * Of the differences of at least two pairs.
     *
     * @throws IllegalArgumentException if there are fewer, or one is not finite
     */
    static EffectSize ofDifferences(double[] differences) {
      PairedSamples.requireValues("differences", differences);
      double mean = Mean.of(differences).getAsDouble();
      double deviation = StandardDeviation.of(differences).getAsDouble();
      double d = mean == 0 ? 0 : mean / deviation;
      double unbiased = correction(differences.length - 1);
      return new EffectSize(d, d == 0 || unbiased == 0 ? 0 : d * unbiased);
    }

    /** J of the degrees of freedom; Γ(0) is infinite, hence 0 for one. */
    private static double correction(int degrees) {
      double half = degrees / 2.0;
      return degrees == 1
          ? 0
          : Math.exp(LogGamma.value(half) - LogGamma.value(half - 0.5)) / Math.sqrt(half);
    }
  }
}
