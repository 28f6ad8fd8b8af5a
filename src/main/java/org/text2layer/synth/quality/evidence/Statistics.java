package org.text2layer.synth.quality.evidence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Small statistics of samples with weights. */
final class Statistics {
  private static final double EPSILON = 1e-9;

  private Statistics() {}

  /** The weighted mean; the stated one where nothing has weight. */
  static double mean(double[] values, double[] weights, double otherwise) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
      total += weights[i];
    }
    return total > EPSILON ? sum / total : otherwise;
  }

  /** The value below which this share of them lies; the stated one of none. */
  static double quantile(double[] values, double share, double otherwise) {
    if (values.length == 0) {
      return otherwise;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.floor(share * sorted.length))];
  }

  /** Those at places whose weight is above one half. */
  static double[] where(double[] values, double[] weights) {
    return IntStream.range(0, values.length)
        .filter(i -> weights[i] > 0.5)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  /** The probability that a place of the region scores above one outside, ties counted half. */
  static double areaUnderRoc(double[] scores, double[] region) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double below = 0;
    double pairs = 0;
    double inside = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      double tiedIn = 0;
      double tiedOut = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        tiedIn += region[order[to]];
        tiedOut += 1 - region[order[to]];
        to++;
      }
      pairs += tiedIn * (below + tiedOut / 2);
      below += tiedOut;
      inside += tiedIn;
      from = to;
    }
    return inside * below < EPSILON ? 0.5 : pairs / (inside * below);
  }

  /** The share of the variance that a prediction explains, at least -1. */
  static double explained(double[] predicted, double[] share) {
    double mean = Arrays.stream(share).average().orElse(0);
    double residual = 1e-6;
    double total = 1e-6;
    for (int i = 0; i < share.length; i++) {
      residual += (share[i] - predicted[i]) * (share[i] - predicted[i]);
      total += (share[i] - mean) * (share[i] - mean);
    }
    return Math.max(-1, 1 - residual / total);
  }

  /** Σ min / Σ max of two shares, the first cut to [0, 1]. */
  static double overlap(double[] predicted, double[] share) {
    double least = 0;
    double most = EPSILON;
    for (int i = 0; i < share.length; i++) {
      double p = Math.max(0, Math.min(1, predicted[i]));
      least += Math.min(p, share[i]);
      most += Math.max(p, share[i]);
    }
    return least / most;
  }
}
