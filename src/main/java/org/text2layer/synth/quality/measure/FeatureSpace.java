package org.text2layer.synth.quality.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Samples as rows of features, each feature brought to mean 0 and deviation 1 over the samples; one
 * that is the same everywhere counts for nothing. Immutable, thread-safe.
 */
public final class FeatureSpace {
  private static final int STEPS = 300;
  private static final double CONVERGED = 1e-12;
  private static final double LEAST_DEVIATION = 1e-9;

  private final double[][] rows;

  private FeatureSpace(double[][] rows) {
    this.rows = rows;
  }

  /**
   * Of rows of one length.
   *
   * @throws IllegalArgumentException if there are fewer than three, lengths differ, or a value is
   *     not finite
   */
  public static FeatureSpace of(List<float[]> features) {
    if (features.size() < 3) {
      throw new IllegalArgumentException(
          "Expected features of at least 3 samples but came %s: give more samples."
              .formatted(features.size()));
    }
    int width = features.get(0).length;
    double[][] rows = new double[features.size()][];
    for (int i = 0; i < rows.length; i++) {
      float[] row = features.get(i);
      rows[i] = IntStream.range(0, row.length).mapToDouble(k -> row[k]).toArray();
      if (row.length != width || !Arrays.stream(rows[i]).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "Expected %s finite features a sample but sample %s has %s, or one that is not finite: take all from one network."
                .formatted(width, i, row.length));
      }
    }
    for (int k = 0; k < width; k++) {
      standardise(rows, k);
    }
    return new FeatureSpace(rows);
  }

  private static void standardise(double[][] rows, int feature) {
    double mean = Arrays.stream(rows).mapToDouble(row -> row[feature]).average().orElse(0);
    double variance =
        Arrays.stream(rows)
            .mapToDouble(row -> (row[feature] - mean) * (row[feature] - mean))
            .average()
            .orElse(0);
    double deviation = Math.sqrt(variance);
    for (double[] row : rows) {
      row[feature] = deviation < LEAST_DEVIATION ? 0 : (row[feature] - mean) / deviation;
    }
  }

  /** How many samples. */
  public int size() {
    return rows.length;
  }

  /** How far two samples are from each other (Euclid). */
  public double distance(int one, int other) {
    double sum = 0;
    for (int k = 0; k < rows[one].length; k++) {
      double difference = rows[one][k] - rows[other][k];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** The nearest other samples, the nearest first. */
  public int[] nearest(int sample, int most) {
    return IntStream.range(0, size())
        .filter(other -> other != sample)
        .boxed()
        .sorted(Comparator.comparingDouble(other -> distance(sample, other)))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The samples on the plane in which they differ most.
   *
   * @param x by sample: along the first principal component
   * @param y by sample: along the second
   * @param explained the share of the features' variance that the plane has, in [0, 1]
   */
  public record Plane(double[] x, double[] y, double explained) {
    /** Copies. */
    public Plane {
      x = x.clone();
      y = y.clone();
    }
  }

  /**
   * The first two principal components (Pearson 1901), by power iteration; their signs are such
   * that the sample with the greatest value along one lies on its positive side.
   */
  public Plane principalPlane() {
    double[][] left = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    double total = squares(left);
    double[] x = component(left);
    double[] y = component(left);
    return new Plane(x, y, total == 0 ? 0 : 1 - squares(left) / total);
  }

  private static double squares(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> dot(row, row)).sum();
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }

  /** The rows' values along their largest component, which is taken out of them. */
  private static double[] component(double[][] rows) {
    SplittableRandom random = new SplittableRandom(1);
    double[] direction = new double[rows[0].length];
    Arrays.setAll(direction, k -> random.nextDouble() - 0.5);
    normalise(direction);
    double change = 1;
    for (int step = 0; step < STEPS && change > CONVERGED; step++) {
      double[] next = new double[direction.length];
      for (double[] row : rows) {
        double along = dot(row, direction);
        for (int k = 0; k < next.length; k++) {
          next[k] += along * row[k];
        }
      }
      normalise(next);
      change = 1 - Math.abs(dot(next, direction));
      direction = next;
    }
    double[] found = direction;
    double[] values = Arrays.stream(rows).mapToDouble(row -> dot(row, found)).toArray();
    double greatest = Arrays.stream(values).max().orElse(0);
    double sign = greatest >= -Arrays.stream(values).min().orElse(0) ? 1 : -1;
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < found.length; k++) {
        rows[i][k] -= values[i] * found[k];
      }
      values[i] *= sign;
    }
    return values;
  }

  private static void normalise(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    for (int k = 0; k < vector.length; k++) {
      vector[k] = length == 0 ? 0 : vector[k] / length;
    }
  }
}
