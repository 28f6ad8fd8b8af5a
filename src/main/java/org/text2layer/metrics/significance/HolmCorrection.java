package org.text2layer.metrics.significance;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (Holm 1979) over all comparisons of a table: with it, the probability
 * of calling any difference significant that is none stays below alpha, whatever depends on what.
 */
public final class HolmCorrection {
  private HolmCorrection() {}

  /**
   * Adjusted p-values in the same order: the k-th smallest of m times (m − k + 1), never below a
   * smaller one's, at most 1. Significant is what is at most alpha.
   *
   * @throws IllegalArgumentException if a p-value is outside [0, 1]
   */
  public static double[] adjusted(double... pValues) {
    for (int i = 0; i < pValues.length; i++) {
      if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
        throw new IllegalArgumentException(
            "Expected p-values in [0, 1] but number %s is %s: give those of a test."
                .formatted(i, pValues[i]));
      }
    }
    int[] ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      double scaled = pValues[ascending[rank]] * (pValues.length - rank);
      largest = Math.min(1, Math.max(largest, scaled));
      adjusted[ascending[rank]] = largest;
    }
    return adjusted;
  }
}
