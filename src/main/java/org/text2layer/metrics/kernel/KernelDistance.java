package org.text2layer.metrics.kernel;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;

/**
 * The kernel distance (KID) of two sets of pictures: the mean over random subsets of the squared
 * maximum mean discrepancy of their features under the kernel (x · y / width + 1)³. Its expectation
 * does not depend on how many pictures there are, and is 0 for sets of one distribution: a value
 * may be a little below 0.
 *
 * @param value the mean over the subsets
 * @param deviation standard deviation over the subsets, divisor n − 1; 0 for one subset
 * @param subsets how many
 * @param subsetSize pictures of each set in a subset
 */
public record KernelDistance(double value, double deviation, int subsets, int subsetSize) {
  /**
   * With Clean-FID's 100 subsets of at most 1,000 pictures.
   *
   * @param seed of the subsets
   * @throws IllegalArgumentException if the features are of different networks, or one set has
   *     fewer than 2 pictures
   */
  public static KernelDistance between(FeatureSet generated, FeatureSet reference, long seed) {
    return between(generated, reference, KernelSubsets.MANY, KernelSubsets.LARGE, seed);
  }

  /**
   * With other subsets.
   *
   * @param subsets at least 1
   * @param largestSubset at least 2; the smaller set's size is the limit
   * @throws IllegalArgumentException if the features are of different networks, or a number is
   *     smaller
   */
  public static KernelDistance between(
      FeatureSet generated, FeatureSet reference, int subsets, int largestSubset, long seed) {
    KernelSubsets drawn =
        KernelSubsets.draw(generated.size(), reference.size(), subsets, largestSubset, seed);
    return between(generated, reference, drawn.subsets());
  }

  /** On subsets of equal size that are given. */
  static KernelDistance between(
      FeatureSet generated, FeatureSet reference, List<KernelSubsets.Subset> subsets) {
    FeatureSet.requireSameNetwork(
        generated.network(), generated.width(), reference.network(), reference.width());
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      ToDoubleFunction<KernelSubsets.Subset> discrepancy =
          discrepancy(generated, reference, matrices);
      double[] values = subsets.stream().mapToDouble(discrepancy).toArray();
      return of(values, subsets.get(0).generated().length);
    }
  }

  private static ToDoubleFunction<KernelSubsets.Subset> discrepancy(
      FeatureSet generated, FeatureSet reference, MatrixFunctions matrices) {
    if (Math.max(generated.size(), reference.size()) <= KernelSums.WHOLE) {
      KernelSums sums = KernelSums.of(generated, reference, matrices);
      return subset -> sums.discrepancy(subset.generated(), subset.reference());
    }
    return subset ->
        KernelSums.of(
                generated.rows(subset.generated()), reference.rows(subset.reference()), matrices)
            .discrepancy();
  }

  /**
   * The distance on all pictures, with its interval by resampling both sets: how far it varies
   * between sets of these sizes. Subsets as large as the sets tell nothing of that.
   *
   * @throws IllegalArgumentException if the features are of different networks, or a set has fewer
   *     than 2 pictures or more than 4,096
   */
  public static Bootstrap.Interval interval(
      FeatureSet generated, FeatureSet reference, Bootstrap bootstrap) {
    KernelComparison.requireSizes(generated, reference);
    FeatureSet.requireSameNetwork(
        generated.network(), generated.width(), reference.network(), reference.width());
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      KernelSums sums = KernelSums.of(generated, reference, matrices);
      double[] replicates =
          bootstrap.replicates(
              random ->
                  sums.discrepancy(
                      Bootstrap.draw(random, generated.size()),
                      Bootstrap.draw(random, reference.size())));
      return bootstrap.centred(sums.discrepancy(), replicates);
    }
  }

  private static KernelDistance of(double[] values, int subsetSize) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new KernelDistance(mean, deviation, values.length, subsetSize);
  }

  /** As "0.0123 ± 0.0004 (100 subsets of 1000)". */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.4g ± %.2g (%d subsets of %d)", value, deviation, subsets, subsetSize);
  }
}
