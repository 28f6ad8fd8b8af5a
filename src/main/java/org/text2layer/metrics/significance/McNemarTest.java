package org.text2layer.metrics.significance;

import java.util.Locale;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Two deciders on the same items, each right or wrong: McNemar's test in its exact form (1947),
 * two-sided, by the items on which only one of them is right.
 *
 * @param items how many
 * @param onlyFirst on which only the first is right
 * @param onlySecond on which only the second is right
 */
public record McNemarTest(int items, int onlyFirst, int onlySecond) {
  /** Checks the counts. */
  public McNemarTest {
    if (onlyFirst < 0 || onlySecond < 0 || onlyFirst + onlySecond > items) {
      throw new IllegalArgumentException(
          "Expected at least 0 of %s items each on which one alone is right but came %s and %s: correct the counts."
              .formatted(items, onlyFirst, onlySecond));
    }
  }

  /**
   * Counts.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static McNemarTest of(boolean[] firstRight, boolean[] secondRight) {
    if (firstRight.length != secondRight.length) {
      throw new IllegalArgumentException(
          "Expected two decisions of each item but came %s and %s: let both decide on the same."
              .formatted(firstRight.length, secondRight.length));
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < firstRight.length; i++) {
      onlyFirst += firstRight[i] && !secondRight[i] ? 1 : 0;
      onlySecond += secondRight[i] && !firstRight[i] ? 1 : 0;
    }
    return new McNemarTest(firstRight.length, onlyFirst, onlySecond);
  }

  /**
   * The probability of counts at least as uneven if both were right as often: twice the smaller
   * tail of the binomial distribution, at most 1; 1 of none.
   */
  public double pValue() {
    int differing = onlyFirst + onlySecond;
    return differing == 0
        ? 1
        : Math.min(
            1,
            2
                * BinomialDistribution.of(differing, 0.5)
                    .cumulativeProbability(Math.min(onlyFirst, onlySecond)));
  }

  /** As "of 60 items 3 by the first alone, 14 by the second alone, p = 0.0127". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "of %d items %d right by the first alone, %d by the second alone, p = %.3g",
        items,
        onlyFirst,
        onlySecond,
        pValue());
  }
}
