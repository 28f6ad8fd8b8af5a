package org.text2layer.metrics.frechet;

import java.util.OptionalDouble;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;

/**
 * The Fréchet distance of two sets of pictures, seen as Gaussians of their features: |μ₁ − μ₂|² +
 * tr Σ₁ + tr Σ₂ − 2 tr (Σ₁Σ₂)^(1/2), the root's trace by eigenvalues (FID: Heusel et al. 2017). At
 * least 0; 0 for equal sets.
 *
 * <p>From {@link #ENOUGH} pictures on both sides it is a {@link LargeSampleDistance} with a number.
 * Below, it is a {@link SmallSampleDistance}: a range with the reason, and no number to quote.
 */
public sealed interface FrechetDistance permits LargeSampleDistance, SmallSampleDistance {
  /** Pictures a side from which on the number stands alone: Inception's features. */
  int ENOUGH = 2048;

  /**
   * The distance; small sets are resampled 200 times.
   *
   * @throws IllegalArgumentException if the features are of different networks, or those of one set
   *     do not differ from picture to picture
   */
  static FrechetDistance between(FeatureMoments generated, FeatureMoments reference) {
    return between(generated, reference, Bootstrap.standard().withResamples(200));
  }

  /** The same of sets that are at hand as a whole. */
  static FrechetDistance between(FeatureSet generated, FeatureSet reference) {
    return between(FeatureMoments.of(generated), FeatureMoments.of(reference));
  }

  /**
   * The same with other resampling.
   *
   * @param bootstrap of small sets; a set of {@link #ENOUGH} pictures is not resampled
   */
  static FrechetDistance between(
      FeatureMoments generated, FeatureMoments reference, Bootstrap bootstrap) {
    GaussianDistance.requireComparable(generated, reference);
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      double distance = new GaussianDistance(matrices).between(generated, reference);
      if (Math.min(generated.count(), reference.count()) >= ENOUGH) {
        return new LargeSampleDistance(distance, generated.count(), reference.count());
      }
      double[] resampled = ResampledDistance.replicates(generated, reference, bootstrap, matrices);
      return new SmallSampleDistance(
          bootstrap.centred(distance, resampled),
          generated.count(),
          reference.count(),
          generated.width());
    }
  }

  /** Pictures of the generated set. */
  long generated();

  /** Pictures of the reference. */
  long reference();

  /** The number, where it may stand alone. */
  OptionalDouble value();

  /** What a table shows: the number, or the range with its warning. */
  String text();
}
