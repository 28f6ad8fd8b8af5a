package org.text2layer.metrics.kernel;

import java.util.Arrays;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;

/**
 * Whether two methods' kernel distances from one reference differ: first minus second, on all
 * pictures, by resampling. Both methods need pictures of the same captions in the same order; a
 * resample takes the same captions of both.
 *
 * @param difference with its interval
 * @param pValue two-sided, at least 1 / (resamples + 1)
 */
public record KernelComparison(Bootstrap.Interval difference, double pValue) {
  /**
   * Compares.
   *
   * @throws IllegalArgumentException if the methods have different numbers of pictures, the
   *     features are of different networks, a set has fewer than 2 pictures, or more than 4,096
   */
  public static KernelComparison of(
      FeatureSet first, FeatureSet second, FeatureSet reference, Bootstrap bootstrap) {
    require(first, second, reference);
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      KernelSums ofFirst = KernelSums.of(first, reference, matrices);
      KernelSums ofSecond = KernelSums.of(second, reference, matrices);
      double[] replicates =
          bootstrap.replicates(
              random -> {
                int[] captions = Bootstrap.draw(random, first.size());
                int[] target = Bootstrap.draw(random, reference.size());
                return ofFirst.discrepancy(captions, target)
                    - ofSecond.discrepancy(captions, target);
              });
      double difference = ofFirst.discrepancy() - ofSecond.discrepancy();
      return new KernelComparison(
          bootstrap.centred(difference, replicates), bootstrap.twoSided(difference, replicates));
    }
  }

  private static void require(FeatureSet first, FeatureSet second, FeatureSet reference) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(
          "Expected two pictures of each caption but came %s and %s pictures: generate both sets from the same captions."
              .formatted(first.size(), second.size()));
    }
    requireSizes(first, reference);
    for (FeatureSet own : new FeatureSet[] {first, second}) {
      FeatureSet.requireSameNetwork(
          own.network(), own.width(), reference.network(), reference.width());
    }
  }

  static void requireSizes(FeatureSet generated, FeatureSet reference) {
    int[] sizes = {generated.size(), reference.size()};
    if (Arrays.stream(sizes).anyMatch(size -> size < 2 || size > KernelSums.WHOLE)) {
      throw new IllegalArgumentException(
          "Expected sets of 2 to %s pictures but came %s and %s: take a part of the larger one."
              .formatted(KernelSums.WHOLE, generated.size(), reference.size()));
    }
  }
}
