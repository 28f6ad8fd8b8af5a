package org.text2layer.metrics.frechet;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;

/** The distance with small sets resampled; a set that kept no rows stays as it is. */
final class ResampledDistance {
  private ResampledDistance() {}

  /** The distances of all resamples; at least one of both must have kept its rows. */
  static double[] replicates(
      FeatureMoments first, FeatureMoments second, Bootstrap bootstrap, MatrixFunctions matrices) {
    if (first.rows().isPresent() && second.rows().isPresent()) {
      FeatureSet a = first.rows().get();
      FeatureSet b = second.rows().get();
      return DrawnDistance.between(a, b, matrices).replicates(bootstrap, a.size(), b.size());
    }
    return bootstrap.replicates(
        first.rows().isPresent()
            ? ofOne(first.rows().get(), second, matrices)
            : ofOne(second.rows().orElseThrow(), first, matrices));
  }

  /**
   * Against a Gaussian that stays: of centred rows X, tr (Σ₁Σ₂)^(1/2) is the trace of the root of
   * XΣ₂Xᵀ over √(m − 1).
   */
  private static ToDoubleFunction<SplittableRandom> ofOne(
      FeatureSet small, FeatureMoments large, MatrixFunctions matrices) {
    double[] values = small.toArray();
    int width = small.width();
    double[] spread = matrices.innerProducts(values, large.covariance(), width);
    double[] products = matrices.innerProducts(spread, values, width);
    double[] mean = large.mean();
    double variance = large.totalVariance();
    return random -> {
      DrawnRows drawn = DrawnRows.of(values, width, Bootstrap.draw(random, small.size()));
      double[] chosen = Centring.weighted(products, drawn.counts(), drawn.counts());
      double root = matrices.traceOfRoot(chosen, drawn.distinct()) / Math.sqrt(drawn.size() - 1.0);
      double step = GaussianDistance.squaredStep(drawn.mean(), mean);
      return GaussianDistance.distance(step, drawn.variance() + variance, root);
    };
  }
}
