package org.text2layer.metrics.frechet;

import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;

/** The distance of draws from two sets of rows: a draw is rows by their numbers, which repeat. */
interface DrawnDistance {
  /** Of these rows of the first set from those of the second. */
  double of(int[] drawnFirst, int[] drawnSecond);

  /** The distances of all resamples of sets of these sizes. */
  default double[] replicates(Bootstrap bootstrap, int first, int second) {
    return bootstrap.replicates(
        random -> of(Bootstrap.draw(random, first), Bootstrap.draw(random, second)));
  }

  /** The quicker way for sets of these sizes. */
  static DrawnDistance between(FeatureSet first, FeatureSet second, MatrixFunctions matrices) {
    return Math.min(first.size(), second.size()) <= 2 * first.width()
        ? byProducts(first, second, matrices)
        : byCovariances(first, second, matrices);
  }

  private static DrawnDistance byCovariances(
      FeatureSet first, FeatureSet second, MatrixFunctions matrices) {
    GaussianDistance distance = new GaussianDistance(matrices);
    return (drawnFirst, drawnSecond) ->
        distance.between(
            FeatureMoments.of(first.rows(drawnFirst)), FeatureMoments.of(second.rows(drawnSecond)));
  }

  /**
   * With centred rows X and Y of m and n pictures, tr (Σ₁Σ₂)^(1/2) is the sum of the singular
   * values of XYᵀ over √((m − 1)(n − 1)): Σ₁Σ₂ and XYᵀ(XYᵀ)ᵀ have the same eigenvalues but for
   * zeros. XYᵀ follows from the products of the rows themselves, computed once: a draw picks rows
   * and columns, centres, and weighs by how often each was drawn.
   */
  static DrawnDistance byProducts(FeatureSet first, FeatureSet second, MatrixFunctions matrices) {
    int width = first.width();
    double[] ofFirst = first.toArray();
    double[] ofSecond = second.toArray();
    double[] products = matrices.innerProducts(ofFirst, ofSecond, width);
    return (drawnFirst, drawnSecond) -> {
      DrawnRows a = DrawnRows.of(ofFirst, width, drawnFirst);
      DrawnRows b = DrawnRows.of(ofSecond, width, drawnSecond);
      double[] chosen = Centring.weighted(products, a.counts(), b.counts());
      double sum = matrices.nuclearNorm(chosen, a.distinct(), b.distinct());
      double root = sum / Math.sqrt((a.size() - 1.0) * (b.size() - 1.0));
      double step = GaussianDistance.squaredStep(a.mean(), b.mean());
      return GaussianDistance.distance(step, a.variance() + b.variance(), root);
    };
  }
}
