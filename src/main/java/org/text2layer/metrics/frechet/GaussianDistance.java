package org.text2layer.metrics.frechet;

import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.nn.MatrixFunctions;

/** The Fréchet distance of two Gaussians with known moments, without the guard. */
record GaussianDistance(MatrixFunctions matrices) {
  double between(FeatureMoments first, FeatureMoments second) {
    double root = matrices.traceOfRoot(first.covariance(), second.covariance(), first.width());
    return distance(
        squaredStep(first.mean(), second.mean()),
        first.totalVariance() + second.totalVariance(),
        root);
  }

  /** Rounding may leave a little less than 0 for equal sets. */
  static double distance(double squaredStep, double variances, double traceOfRoot) {
    return Math.max(0, squaredStep + variances - 2 * traceOfRoot);
  }

  static double squaredStep(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += (first[i] - second[i]) * (first[i] - second[i]);
    }
    return sum;
  }

  static void requireComparable(FeatureMoments generated, FeatureMoments reference) {
    FeatureSet.requireSameNetwork(
        generated.network(), generated.width(), reference.network(), reference.width());
    requireVariety("generated", generated);
    requireVariety("reference", reference);
  }

  private static void requireVariety(String which, FeatureMoments moments) {
    if (moments.count() < 2 || !(moments.totalVariance() > 0)) {
      throw new IllegalArgumentException(
          "Expected %s pictures that differ but all %s have the same features: give a set of different pictures."
              .formatted(which, moments.count()));
    }
  }
}
