package org.text2layer.metrics.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Two stacks side by side by dynamic time warping: both begin with their lowest layers and end with
 * their uppermost, and a layer may stand beside several of the other stack, so that the pairs' cost
 * is the least in all.
 *
 * @param pairs from the lowest to the uppermost
 */
record TimeWarping(List<Pair> pairs) {
  record Pair(int layer, int truth) {}

  static TimeWarping of(List<LevelLayer> layers, List<LevelLayer> truth) {
    double[][] least = new double[layers.size()][truth.size()];
    for (int i = 0; i < layers.size(); i++) {
      for (int j = 0; j < truth.size(); j++) {
        Pair before = before(least, i, j);
        double until = i == 0 && j == 0 ? 0 : least[before.layer()][before.truth()];
        least[i][j] = until + layers.get(i).cost(truth.get(j));
      }
    }
    List<Pair> pairs = new ArrayList<>();
    Pair last = new Pair(layers.size() - 1, truth.size() - 1);
    pairs.add(last);
    while (last.layer() > 0 || last.truth() > 0) {
      last = before(least, last.layer(), last.truth());
      pairs.add(last);
    }
    Collections.reverse(pairs);
    return new TimeWarping(pairs);
  }

  /** Of equal ways both go on, before the layer alone, before the truth alone: LayerD's order. */
  private static Pair before(double[][] least, int i, int j) {
    if (i == 0 || j == 0) {
      return new Pair(Math.max(0, i - 1), Math.max(0, j - 1));
    }
    double both = least[i - 1][j - 1];
    double layer = least[i - 1][j];
    double truth = least[i][j - 1];
    if (both <= layer && both <= truth) {
      return new Pair(i - 1, j - 1);
    }
    return layer <= both && layer <= truth ? new Pair(i - 1, j) : new Pair(i, j - 1);
  }

  /** Of what a pair gives. */
  double mean(
      List<LevelLayer> layers,
      List<LevelLayer> truth,
      ToDoubleBiFunction<LevelLayer, LevelLayer> measure) {
    return pairs.stream()
        .mapToDouble(
            pair -> measure.applyAsDouble(layers.get(pair.layer()), truth.get(pair.truth())))
        .average()
        .orElseThrow();
  }
}
