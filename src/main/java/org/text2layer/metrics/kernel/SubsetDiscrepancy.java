package org.text2layer.metrics.kernel;

import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.kernel.KernelDistance.Subset;
import org.text2layer.nn.MatrixFunctions;

/**
 * The squared maximum mean discrepancy of one subset, without bias (Gretton et al. 2012): the mean
 * kernel of two pictures of the same set, for both sets, minus twice that of one picture of each.
 */
interface SubsetDiscrepancy {
  /** Up to here all kernels are computed once (3 times 128 MB); beyond, those of a subset. */
  int WHOLE = 4096;

  double of(Subset subset);

  static SubsetDiscrepancy of(
      FeatureSet generated, FeatureSet reference, MatrixFunctions matrices) {
    if (Math.max(generated.size(), reference.size()) <= WHOLE) {
      KernelSums sums = KernelSums.of(generated, reference, matrices);
      return subset -> sums.discrepancy(subset.generated(), subset.reference());
    }
    return subset ->
        KernelSums.of(
                generated.rows(subset.generated()), reference.rows(subset.reference()), matrices)
            .discrepancy();
  }
}
