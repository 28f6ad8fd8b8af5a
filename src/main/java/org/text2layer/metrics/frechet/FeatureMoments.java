package org.text2layer.metrics.frechet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.metrics.features.FeatureSet;

/**
 * Mean and covariance of a set of features, in 64 bits: all that the Fréchet distance needs of a
 * large set, in memory width² whatever its size. A set below {@link FrechetDistance#ENOUGH}
 * pictures keeps its rows besides, to be resampled. Those of parts of a set can be made anywhere,
 * sent, and {@linkplain #plus added}. Immutable, thread-safe.
 */
public final class FeatureMoments implements Serializable {
  private static final long serialVersionUID = 1;

  private final String network;
  private final long count;
  private final double[] mean;

  /** Sums of products of deviations; only the upper triangle is filled. */
  private final double[] scatter;

  private final transient Optional<FeatureSet> rows;

  FeatureMoments(
      String network, long count, double[] mean, double[] scatter, Optional<FeatureSet> rows) {
    this.network = network;
    this.count = count;
    this.mean = mean;
    this.scatter = scatter;
    this.rows = rows;
  }

  /** The moments of a set that is at hand as a whole. */
  public static FeatureMoments of(FeatureSet features) {
    MomentsCollector collector = new MomentsCollector(features.network(), features.width());
    for (int i = 0; i < features.size(); i++) {
      collector.add(features.row(i));
    }
    return collector.moments();
  }

  /**
   * Of the pictures of both sets, as if they were one after the other in a collector, but for
   * rounding (Chan et al. 1979).
   *
   * @throws IllegalArgumentException if the features are of different networks
   */
  public FeatureMoments plus(FeatureMoments other) {
    FeatureSet.requireSameNetwork(network, width(), other.network, other.width());
    int width = width();
    long both = count + other.count;
    double share = (double) other.count / both;
    double weight = count * share;
    double[] sumMean = mean.clone();
    double[] sumScatter = scatter.clone();
    for (int i = 0; i < width; i++) {
      double step = other.mean[i] - mean[i];
      sumMean[i] += step * share;
      for (int j = i; j < width; j++) {
        int at = i * width + j;
        sumScatter[at] += other.scatter[at] + weight * step * (other.mean[j] - mean[j]);
      }
    }
    return new FeatureMoments(network, both, sumMean, sumScatter, rowsWith(other, both));
  }

  private Optional<FeatureSet> rowsWith(FeatureMoments other, long both) {
    if (both >= FrechetDistance.ENOUGH || rows.isEmpty() || other.rows.isEmpty()) {
      return Optional.empty();
    }
    List<float[]> all = new ArrayList<>(rows.get().rows());
    all.addAll(other.rows.get().rows());
    return Optional.of(FeatureSet.of(network, all));
  }

  /** As it is sent: an Optional cannot be. */
  private record Sent(
      String network, long count, double[] mean, double[] scatter, List<float[]> rows)
      implements Serializable {
    private Object readResolve() {
      Optional<FeatureSet> kept =
          rows.isEmpty() ? Optional.empty() : Optional.of(FeatureSet.of(network, rows));
      return new FeatureMoments(network, count, mean, scatter, kept);
    }
  }

  private Object writeReplace() {
    List<float[]> kept = rows.map(FeatureSet::rows).orElse(List.of());
    return new Sent(network, count, mean, scatter, new ArrayList<>(kept));
  }

  /** The network of the features. */
  public String network() {
    return network;
  }

  /** How many pictures. */
  public long count() {
    return count;
  }

  /** Features a picture. */
  public int width() {
    return mean.length;
  }

  /** The mean of each feature. */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * The covariance with divisor n − 1, rows one after the other.
   *
   * @throws IllegalStateException for a single picture
   */
  public double[] covariance() {
    if (count < 2) {
      throw new IllegalStateException(
          "Expected at least 2 pictures for a covariance but came "
              + count
              + ": give a set of pictures.");
    }
    int width = width();
    double[] covariance = new double[scatter.length];
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        double value = scatter[i * width + j] / (count - 1);
        covariance[i * width + j] = value;
        covariance[j * width + i] = value;
      }
    }
    return covariance;
  }

  /** The sum of the variances: the covariance's trace. */
  double totalVariance() {
    double sum = 0;
    for (int i = 0; i < width(); i++) {
      sum += scatter[i * width() + i];
    }
    return sum / (count - 1);
  }

  /** The rows, kept while there are few. */
  Optional<FeatureSet> rows() {
    return rows;
  }

  @Override
  public String toString() {
    return "moments of %s features of %s pictures by %s".formatted(width(), count, network);
  }
}
