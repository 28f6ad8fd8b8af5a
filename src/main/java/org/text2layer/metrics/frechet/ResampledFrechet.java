package org.text2layer.metrics.frechet;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;

/**
 * A Fréchet distance with those of its resamples: with it, any number of methods that were measured
 * against one reference with one bootstrap are compared pair by pair, without their pictures and
 * without drawing again. Immutable, thread-safe.
 *
 * @param distance of the sets themselves; below {@link FrechetDistance#ENOUGH} pictures it is not
 *     to be quoted: see {@link #guarded}
 * @param replicates of resampled pictures and references, one a resample
 * @param generated pictures
 * @param reference pictures
 * @param width features a picture
 * @param bootstrap that drew
 */
public record ResampledFrechet(
    double distance,
    List<Double> replicates,
    int generated,
    int reference,
    int width,
    Bootstrap bootstrap) {
  /** Checks the number of resamples. */
  public ResampledFrechet {
    replicates = List.copyOf(replicates);
    if (replicates.size() != bootstrap.resamples()) {
      throw new IllegalArgumentException(
          "Expected a distance of each of %s resamples but came %s: measure it again."
              .formatted(bootstrap.resamples(), replicates.size()));
    }
  }

  /**
   * Measures and resamples, large sets too.
   *
   * @throws IllegalArgumentException as {@link FrechetDistance#between}
   */
  public static ResampledFrechet of(
      FeatureSet generated, FeatureSet reference, Bootstrap bootstrap) {
    GaussianDistance.requireComparable(FeatureMoments.of(generated), FeatureMoments.of(reference));
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      DrawnDistance distance = DrawnDistance.between(generated, reference, matrices);
      double[] replicates = distance.replicates(bootstrap, generated.size(), reference.size());
      return new ResampledFrechet(
          distance.of(
              IntStream.range(0, generated.size()).toArray(),
              IntStream.range(0, reference.size()).toArray()),
          Arrays.stream(replicates).boxed().toList(),
          generated.size(),
          reference.size(),
          generated.width(),
          bootstrap);
    }
  }

  /** What may be shown of it: the number, or below enough pictures a range and the reason. */
  public FrechetDistance guarded() {
    return Math.min(generated, reference) >= FrechetDistance.ENOUGH
        ? new LargeSampleDistance(distance, generated, reference)
        : new SmallSampleDistance(
            bootstrap.centred(distance, array()), generated, reference, width);
  }

  /**
   * First minus second, by the same draws of captions and references.
   *
   * @throws IllegalArgumentException if sizes, features or draws differ
   */
  public FrechetComparison minus(ResampledFrechet other) {
    if (generated != other.generated
        || reference != other.reference
        || width != other.width
        || !bootstrap.equals(other.bootstrap)) {
      throw new IllegalArgumentException(
          "Expected distances of equally many pictures, references, features and the same draws but came %s, %s, %s by %s and %s, %s, %s by %s: measure both alike."
              .formatted(
                  generated,
                  reference,
                  width,
                  bootstrap,
                  other.generated,
                  other.reference,
                  other.width,
                  other.bootstrap));
    }
    double[] differences = array();
    double[] theirs = other.array();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= theirs[i];
    }
    double difference = distance - other.distance;
    return new FrechetComparison(
        bootstrap.centred(difference, differences), bootstrap.twoSided(difference, differences));
  }

  private double[] array() {
    return replicates.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
