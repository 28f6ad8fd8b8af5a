package org.text2layer.metrics.frechet;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;

/** The distance with small sets resampled; a set that kept no rows stays as it is. */
interface ResampledDistance {
  /** Draws once and measures. */
  double resample(SplittableRandom random);

  /** The distances of all resamples. */
  default double[] replicates(Bootstrap bootstrap) {
    SplittableRandom random = bootstrap.random();
    double[] distances = new double[bootstrap.resamples()];
    Arrays.setAll(distances, i -> resample(random));
    return distances;
  }

  /** At least one of both must have kept its rows. */
  static ResampledDistance of(
      FeatureMoments first, FeatureMoments second, MatrixFunctions matrices) {
    if (first.rows().isPresent() && second.rows().isPresent()) {
      return ofBoth(first.rows().get(), second.rows().get(), matrices);
    }
    return first.rows().isPresent()
        ? ofOne(first.rows().get(), second, matrices)
        : ofOne(second.rows().orElseThrow(), first, matrices);
  }

  private static ResampledDistance ofBoth(
      FeatureSet first, FeatureSet second, MatrixFunctions matrices) {
    DrawnDistance distance = DrawnDistance.between(first, second, matrices);
    return random ->
        distance.of(Bootstrap.draw(random, first.size()), Bootstrap.draw(random, second.size()));
  }

  /**
   * Against a Gaussian that stays: of centred rows X, tr (Σ₁Σ₂)^(1/2) is the trace of the root of
   * XΣ₂Xᵀ over √(m − 1).
   */
  private static ResampledDistance ofOne(
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
