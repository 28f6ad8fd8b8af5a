package org.text2layer.synth.quality.evidence;

import java.util.Arrays;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;

/**
 * A network's features of a picture, a vector a cell, each feature at mean 0 and deviation 1 within
 * this picture: only how the picture's places differ from each other is left, not its style.
 */
final class FeatureGrid {
  private static final double EPSILON = 1e-6;

  /** Of the number of cells: strong, since there are hardly more cells than features. */
  private static final double RIDGE = 0.3;

  private static final int NEIGHBOURS = 8;

  private final int side;
  private final int channels;

  /** A row a cell. */
  private final double[][] cells;

  private FeatureGrid(int side, int channels, double[][] cells) {
    this.side = side;
    this.channels = channels;
    this.cells = cells;
  }

  /** A map (channels, side, side). */
  static FeatureGrid of(float[] map, int channels) {
    int count = map.length / channels;
    double[][] cells = new double[count][channels];
    for (int c = 0; c < channels; c++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < count; i++) {
        double value = map[c * count + i];
        mean += value / count;
        square += value * value / count;
      }
      double deviation = Math.sqrt(Math.max(0, square - mean * mean)) + EPSILON;
      for (int i = 0; i < count; i++) {
        cells[i][c] = (map[c * count + i] - mean) / deviation;
      }
    }
    return new FeatureGrid((int) Math.round(Math.sqrt(count)), channels, cells);
  }

  /** The share of each cell that the mask covers. */
  double[] share(Mask mask) {
    float[] values = mask.resized(side, side, Resampling.BOX).toArray();
    double[] share = new double[values.length];
    Arrays.setAll(share, i -> values[i]);
    return share;
  }

  int side() {
    return side;
  }

  /** What the features of the other cells say of each cell, for any number of masks. */
  Regression regression() {
    return new Regression(whitened(cells, channels));
  }

  /** A ridge regression of a mask's shares on the cells' features, each cell left out in turn. */
  static final class Regression {
    /** A row a cell. */
    private final double[][] whitened;

    private Regression(double[][] whitened) {
      this.whitened = whitened;
    }

    /** Near the given shares where places that look alike lie on one side of the mask's border. */
    double[] predicted(double[] share) {
      int count = whitened.length;
      int channels = whitened[0].length;
      double mean = Arrays.stream(share).average().orElseThrow();
      double[] sum = new double[channels];
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < channels; c++) {
          sum[c] += whitened[i][c] * (share[i] - mean);
        }
      }
      double[] predicted = new double[count];
      for (int i = 0; i < count; i++) {
        double leverage = dot(whitened[i], whitened[i]) + 1.0 / count;
        double residual = share[i] - mean - dot(whitened[i], sum);
        predicted[i] = share[i] - residual / Math.max(EPSILON, 1 - leverage);
      }
      return predicted;
    }
  }

  /** The rows of X·L⁻ᵀ with LLᵀ = XᵀX + λI: their products are X(XᵀX + λI)⁻¹Xᵀ. */
  private static double[][] whitened(double[][] cells, int channels) {
    double[][] gram = new double[channels][channels];
    for (double[] cell : cells) {
      for (int a = 0; a < channels; a++) {
        for (int b = 0; b <= a; b++) {
          gram[a][b] += cell[a] * cell[b];
        }
      }
    }
    for (int a = 0; a < channels; a++) {
      gram[a][a] += RIDGE * cells.length;
    }
    double[][] lower = cholesky(gram);
    return Arrays.stream(cells).map(cell -> forward(lower, cell)).toArray(double[][]::new);
  }

  private static double[][] cholesky(double[][] matrix) {
    int size = matrix.length;
    double[][] lower = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    return lower;
  }

  private static double[] forward(double[][] lower, double[] right) {
    double[] solved = new double[right.length];
    for (int i = 0; i < right.length; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i][k] * solved[k];
      }
      solved[i] = sum / lower[i][i];
    }
    return solved;
  }

  /** The mean share of the cells that look most like each cell, its neighbours aside. */
  double[] likeliest(double[] share) {
    int count = cells.length;
    double[][] unit = new double[count][];
    for (int i = 0; i < count; i++) {
      unit[i] = normalised(cells[i]);
    }
    double[][] cosines = new double[count][];
    Arrays.setAll(cosines, i -> new double[i]);
    int most = Math.min(NEIGHBOURS, Math.max(1, count / 8));
    double[] likeliest = new double[count];
    for (int i = 0; i < count; i++) {
      double[] best = new double[most];
      double[] bestShare = new double[most];
      Arrays.fill(best, Double.NEGATIVE_INFINITY);
      for (int j = 0; j < count; j++) {
        if (j > i) {
          cosines[j][i] = dot(unit[i], unit[j]);
        }
        boolean near = Math.abs(i % side - j % side) <= 1 && Math.abs(i / side - j / side) <= 1;
        if (!near) {
          insert(best, bestShare, cosines[Math.max(i, j)][Math.min(i, j)], share[j]);
        }
      }
      likeliest[i] = Arrays.stream(bestShare).average().orElseThrow();
    }
    return likeliest;
  }

  private static void insert(double[] best, double[] values, double score, double value) {
    int at = best.length - 1;
    if (score <= best[at]) {
      return;
    }
    while (at > 0 && best[at - 1] < score) {
      best[at] = best[at - 1];
      values[at] = values[at - 1];
      at--;
    }
    best[at] = score;
    values[at] = value;
  }

  private static double[] normalised(double[] cell) {
    double length = Math.sqrt(dot(cell, cell)) + EPSILON;
    return Arrays.stream(cell).map(value -> value / length).toArray();
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** The weighted mean of the cells. */
  private double[] mean(double[] weight) {
    double[] mean = new double[channels];
    double total = EPSILON;
    for (int i = 0; i < cells.length; i++) {
      total += weight[i];
      for (int c = 0; c < channels; c++) {
        mean[c] += weight[i] * cells[i][c];
      }
    }
    for (int c = 0; c < channels; c++) {
      mean[c] /= total;
    }
    return mean;
  }

  /** The mean squared difference of two regions' means, a feature. */
  double contrast(double[] one, double[] other) {
    double[] first = mean(one);
    double[] second = mean(other);
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += (first[c] - second[c]) * (first[c] - second[c]);
    }
    return sum / channels;
  }

  /** The mean variance of a region, a feature: 1 over the whole picture. */
  double variance(double[] weight) {
    double[] mean = mean(weight);
    double total = EPSILON;
    double sum = 0;
    for (int i = 0; i < cells.length; i++) {
      total += weight[i];
      for (int c = 0; c < channels; c++) {
        sum += weight[i] * (cells[i][c] - mean[c]) * (cells[i][c] - mean[c]);
      }
    }
    return sum / total / channels;
  }

  /** The cosine of each cell with the same place of another picture. */
  double[] cosines(FeatureGrid other) {
    double[] cosines = new double[cells.length];
    Arrays.setAll(cosines, i -> dot(normalised(cells[i]), normalised(other.cells[i])));
    return cosines;
  }
}
