package org.text2layer.metrics.frechet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.text2layer.metrics.features.FeatureSet;

/**
 * Collects mean and covariance row by row, in plain Java so that they are the same on every
 * machine. Rows wait until a block is full; then the block's own deviations, and the step between
 * its mean and the one so far, are added at once (Chan et al. 1979: Welford's update by blocks).
 * Memory: width² and one block, and the rows of a set that is still small. Not thread-safe.
 */
public final class MomentsCollector {
  /** One less than a multiple of {@link #TOGETHER}: the step between the means is one more row. */
  private static final int BLOCK = 31;

  private static final int TOGETHER = 8;

  private final String network;
  private final int width;
  private final double[] mean;
  private final double[] scatter;
  private final double[] block;
  private final List<float[]> rows = new ArrayList<>();
  private long count;
  private int waiting;

  /**
   * An empty one.
   *
   * @param network that makes the rows
   * @param width of each row
   */
  public MomentsCollector(String network, int width) {
    this.network = network;
    this.width = width;
    mean = new double[width];
    scatter = new double[Math.multiplyExact(width, width)];
    block = new double[Math.multiplyExact(BLOCK + 1, width)];
  }

  /**
   * Adds the features of one picture.
   *
   * @throws IllegalArgumentException if they are of another width or not finite
   */
  public void add(float[] row) {
    long total = count + waiting;
    FeatureSet.requireRow(total, row, width);
    for (int i = 0; i < width; i++) {
      block[waiting * width + i] = row[i];
    }
    waiting++;
    if (total + 1 >= FrechetDistance.ENOUGH) {
      rows.clear();
    } else {
      rows.add(row.clone());
    }
    if (waiting == BLOCK) {
      addBlock();
    }
  }

  private void addBlock() {
    double[] own = new double[width];
    for (int row = 0; row < waiting; row++) {
      for (int i = 0; i < width; i++) {
        own[i] += block[row * width + i];
      }
    }
    for (int i = 0; i < width; i++) {
      own[i] /= waiting;
    }
    for (int row = 0; row < waiting; row++) {
      for (int i = 0; i < width; i++) {
        block[row * width + i] -= own[i];
      }
    }
    step(own, waiting);
    waiting = 0;
  }

  /** Moves the mean by a block of {@code added} rows, whose deviations it holds. */
  private void step(double[] itsMean, int added) {
    double weight = Math.sqrt((double) count * added / (count + added));
    for (int i = 0; i < width; i++) {
      double step = itsMean[i] - mean[i];
      block[added * width + i] = weight * step;
      mean[i] += step * added / (count + added);
    }
    count += added;
    int vectors = added + 1;
    Arrays.fill(block, vectors * width, block.length, 0);
    for (int i = 0; i < width; i++) {
      for (int first = 0; first < vectors; first += TOGETHER) {
        addProducts(i, first);
      }
    }
  }

  /** Row i of the upper triangle, for eight vectors: few passes over what does not fit a cache. */
  private void addProducts(int i, int first) {
    int a = first * width;
    int b = a + width;
    int c = b + width;
    int d = c + width;
    int e = d + width;
    int f = e + width;
    int g = f + width;
    int h = g + width;
    double[] x = block;
    double xa = x[a + i];
    double xb = x[b + i];
    double xc = x[c + i];
    double xd = x[d + i];
    double xe = x[e + i];
    double xf = x[f + i];
    double xg = x[g + i];
    double xh = x[h + i];
    int row = i * width;
    for (int j = i; j < width; j++) {
      double early = xa * x[a + j] + xb * x[b + j] + xc * x[c + j] + xd * x[d + j];
      double late = xe * x[e + j] + xf * x[f + j] + xg * x[g + j] + xh * x[h + j];
      scatter[row + j] += early + late;
    }
  }

  /**
   * The moments of all rows so far; more can be added afterwards.
   *
   * @throws IllegalStateException if there are none
   */
  public FeatureMoments moments() {
    if (waiting > 0) {
      addBlock();
    }
    if (count == 0) {
      throw new IllegalStateException(
          "Expected features of at least one picture but none were added: add some.");
    }
    Optional<FeatureSet> kept =
        count < FrechetDistance.ENOUGH
            ? Optional.of(FeatureSet.of(network, rows))
            : Optional.empty();
    return new FeatureMoments(network, count, mean.clone(), scatter.clone(), kept);
  }
}
