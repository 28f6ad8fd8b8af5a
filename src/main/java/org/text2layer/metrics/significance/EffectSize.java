package org.text2layer.metrics.significance;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * How large a difference of paired values is against its spread: 0.2 is called small, 0.5 medium,
 * 0.8 large (Cohen 1988).
 *
 * @param cohenDz mean of the differences over their standard deviation; ±∞ where all are one number
 *     other than 0, and 0 where all are 0
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
