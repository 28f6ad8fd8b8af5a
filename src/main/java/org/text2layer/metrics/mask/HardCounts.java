package org.text2layer.metrics.mask;

/**
 * What a prediction made hard at some threshold has in common with the truth.
 *
 * @param hits pixels that both hold
 * @param falseAlarms pixels of the prediction alone
 * @param trueCount pixels of the truth
 * @param size pixels of the picture, at least 2
 */
record HardCounts(int hits, int falseAlarms, int trueCount, int size) {
  private static final double BETA_SQUARED = 0.3;
  private static final double EPSILON = Math.ulp(1.0);

  /** The prediction's values of at least the threshold. */
  static HardCounts at(double threshold, GreyPair pair) {
    int hits = 0;
    int falseAlarms = 0;
    for (int i = 0; i < pair.size(); i++) {
      if (pair.predicted()[i] >= threshold) {
        hits += pair.truth()[i] ? 1 : 0;
        falseAlarms += pair.truth()[i] ? 0 : 1;
      }
    }
    return new HardCounts(hits, falseAlarms, pair.trueCount(), pair.size());
  }

  /** For each threshold t from 0 to 255, the values whose 8-bit level, cut off, is at least t. */
  static HardCounts[] atEveryLevel(GreyPair pair) {
    int[] hits = new int[256];
    int[] falseAlarms = new int[256];
    for (int i = 0; i < pair.size(); i++) {
      (pair.truth()[i] ? hits : falseAlarms)[(int) (pair.predicted()[i] * 255)]++;
    }
    int trueCount = pair.trueCount();
    HardCounts[] counts = new HardCounts[256];
    for (int t = 255; t >= 0; t--) {
      hits[t] += t < 255 ? hits[t + 1] : 0;
      falseAlarms[t] += t < 255 ? falseAlarms[t + 1] : 0;
      counts[t] = new HardCounts(hits[t], falseAlarms[t], trueCount, pair.size());
    }
    return counts;
  }

  /** The F-measure with beta² = 0.3 (Achanta et al. 2009, eq. 6); 0 without a hit. */
  double f() {
    if (hits == 0) {
      return 0;
    }
    double precision = (double) hits / (hits + falseAlarms);
    double recall = (double) hits / trueCount;
    return (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  /** The enhanced-alignment measure (Fan et al. 2018, eqs. 1 to 5), divided by size − 1. */
  double e() {
    int found = hits + falseAlarms;
    double sum;
    if (trueCount == 0) {
      sum = size - found;
    } else if (trueCount == size) {
      sum = found;
    } else {
      double predictedMean = (double) found / size;
      double trueMean = (double) trueCount / size;
      sum =
          hits * alignment(1 - predictedMean, 1 - trueMean)
              + falseAlarms * alignment(1 - predictedMean, -trueMean)
              + (trueCount - hits) * alignment(-predictedMean, 1 - trueMean)
              + (size - trueCount - falseAlarms) * alignment(-predictedMean, -trueMean);
    }
    return sum / (size - 1 + EPSILON);
  }

  private static double alignment(double predicted, double truth) {
    double aligned = 2 * predicted * truth / (predicted * predicted + truth * truth + EPSILON);
    return (aligned + 1) * (aligned + 1) / 4;
  }
}
