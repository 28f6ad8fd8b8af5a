package org.text2layer.metrics.frechet;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.metrics.significance.BootstrapInterval;
import org.text2layer.nn.MatrixFunctions;

/**
 * Whether two methods' Fréchet distances from one reference differ: first minus second, by
 * resampling. Both methods need equally many pictures, of the same captions in the same order: a
 * resample takes the same captions of both, and few pictures then raise both distances alike.
 *
 * @param difference with its interval
 * @param pValue two-sided, at least 1 / (resamples + 1): for Holm's correction over many
 *     comparisons take more resamples
 */
public record FrechetComparison(BootstrapInterval difference, double pValue) {
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
          "Expected two pictures of each caption but came %d and %d pictures: generate both sets from the same captions."
              .formatted(first.size(), second.size()));
    }
    FeatureMoments target = FeatureMoments.of(reference);
    GaussianDistance.requireComparable(FeatureMoments.of(first), target);
    GaussianDistance.requireComparable(FeatureMoments.of(second), target);
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      PairOfDistances pair = new PairOfDistances(first, second, reference, matrices);
      SplittableRandom random = bootstrap.random();
      double[] replicates = new double[bootstrap.resamples()];
      Arrays.setAll(replicates, i -> pair.resampled(random));
      double difference = pair.itself();
      return new FrechetComparison(
          bootstrap.centred(difference, replicates), bootstrap.twoSided(difference, replicates));
    }
  }

  /** Both distances from one draw of captions and one of references. */
  private static final class PairOfDistances {
    private final DrawnDistance first;
    private final DrawnDistance second;
    private final int captions;
    private final int references;

    PairOfDistances(
        FeatureSet first, FeatureSet second, FeatureSet reference, MatrixFunctions matrices) {
      this.first = DrawnDistance.between(first, reference, matrices);
      this.second = DrawnDistance.between(second, reference, matrices);
      captions = first.size();
      references = reference.size();
    }

    double itself() {
      return difference(every(captions), every(references));
    }

    double resampled(SplittableRandom random) {
      return difference(Bootstrap.draw(random, captions), Bootstrap.draw(random, references));
    }

    private double difference(int[] chosen, int[] target) {
      return first.of(chosen, target) - second.of(chosen, target);
    }

    private static int[] every(int size) {
      int[] numbers = new int[size];
      Arrays.setAll(numbers, i -> i);
      return numbers;
    }
  }
}
