package org.text2layer.metrics.mask;

import org.text2layer.image.Mask;

/**
 * Two masks as the reference library prepares them: both written with 8 bits, the truth hardened at
 * 128, the prediction's values moved and scaled to begin at 0 and end at 1 unless all are equal.
 *
 * @param truth one value a pixel, rows from top to bottom
 * @param predicted in [0, 1]
 */
record GreyPair(int width, int height, boolean[] truth, double[] predicted) {
  private static final int TRUE_ABOVE = 128;
  private static final int LEAST_PIXELS = 2;

  static GreyPair of(Mask truth, Mask predicted) {
    requireSameSize(truth, predicted);
    int[] levels = levels(truth);
    if (levels.length < LEAST_PIXELS) {
      throw new IllegalArgumentException(
          "Expected masks of at least 2 pixels but they are 1x1: compare whole pictures.");
    }
    boolean[] hard = new boolean[levels.length];
    for (int i = 0; i < hard.length; i++) {
      hard[i] = levels[i] > TRUE_ABOVE;
    }
    return new GreyPair(truth.width(), truth.height(), hard, scaled(levels(predicted)));
  }

  static void requireSameSize(Mask truth, Mask predicted) {
    if (truth.width() != predicted.width() || truth.height() != predicted.height()) {
      throw new IllegalArgumentException(
          "Expected a predicted mask of the truth's size %sx%s but it is %sx%s: resize it first."
              .formatted(truth.width(), truth.height(), predicted.width(), predicted.height()));
    }
  }

  /** Each value as 8 bits hold it, 0 to 255. */
  static int[] levels(Mask mask) {
    float[] values = mask.toArray();
    int[] levels = new int[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.round(values[i] * 255);
    }
    return levels;
  }

  private static double[] scaled(int[] levels) {
    double lowest = 1;
    double highest = 0;
    double[] values = new double[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = levels[i] / 255.0;
      lowest = Math.min(lowest, values[i]);
      highest = Math.max(highest, values[i]);
    }
    if (highest > lowest) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (values[i] - lowest) / (highest - lowest);
      }
    }
    return values;
  }

  int size() {
    return truth.length;
  }

  int trueCount() {
    int count = 0;
    for (boolean inside : truth) {
      count += inside ? 1 : 0;
    }
    return count;
  }

  double meanPrediction() {
    double sum = 0;
    for (double value : predicted) {
      sum += value;
    }
    return sum / size();
  }

  double meanAbsoluteError() {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += Math.abs(predicted[i] - (truth[i] ? 1 : 0));
    }
    return sum / size();
  }
}
