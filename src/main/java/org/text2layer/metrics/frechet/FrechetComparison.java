package org.text2layer.metrics.frechet;

import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;

/**
 * Whether two methods' Fréchet distances from one reference differ: first minus second, by
 * resampling. Both methods need equally many pictures, of the same captions in the same order: a
 * resample takes the same captions of both, and few pictures then raise both distances alike.
 *
 * @param difference with its interval
 * @param pValue two-sided, at least 1 / (resamples + 1): for Holm's correction over many
 *     comparisons take more resamples
 */
public record FrechetComparison(Bootstrap.Interval difference, double pValue) {
  /**
   * Compares.
   *
   * @param first features of the first method's pictures
   * @param second of the second method's, of the same captions
   * @param reference resampled, too
   * @throws IllegalArgumentException if the methods have different numbers of pictures, and as
   *     {@link FrechetDistance#between}
   */
  public static FrechetComparison of(
      FeatureSet first, FeatureSet second, FeatureSet reference, Bootstrap bootstrap) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(
          "Expected two pictures of each caption but came %s and %s pictures: generate both sets from the same captions."
              .formatted(first.size(), second.size()));
    }
    return ResampledFrechet.of(first, reference, bootstrap)
        .minus(ResampledFrechet.of(second, reference, bootstrap));
  }
}
