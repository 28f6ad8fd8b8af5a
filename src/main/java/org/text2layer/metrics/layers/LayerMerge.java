package org.text2layer.metrics.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Two neighbours of a stack made one, so that it comes nearer to another stack.
 *
 * @param at the lower of both
 * @param gain of similarity, above 0
 */
record LayerMerge(int at, double gain) {
  /** LayerD leaves two layers of each stack, as an object and its background. */
  private static final int LEAST_LAYERS = 2;

  /**
   * The merge that gains most, by LayerD's rule: the merged layer takes the partners of one of
   * both, and the other's fall to it or to the next layer up, whichever is more similar.
   *
   * @param partners the other stack's layers beside each of this
   */
  static Optional<LayerMerge> best(
      List<LevelLayer> stack, IntFunction<List<LevelLayer>> partners, Similarity similarity) {
    Optional<LayerMerge> best = Optional.empty();
    for (int i = 0; stack.size() > LEAST_LAYERS && i + 1 < stack.size(); i++) {
      List<LevelLayer> lower = partners.apply(i);
      List<LevelLayer> upper = partners.apply(i + 1);
      double now = similarity.sum(stack.get(i), lower) + similarity.sum(stack.get(i + 1), upper);
      LevelLayer merged = stack.get(i).under(stack.get(i + 1));
      double other = similarity.sum(merged, upper);
      if (i + 2 < stack.size()) {
        LevelLayer next = stack.get(i + 2);
        other = Math.max(other, similarity.sum(next, lower));
        other = Math.max(other, similarity.sum(next, upper));
      }
      double gain = similarity.sum(merged, lower) + other - now;
      if (gain > 0 && gain > best.map(LayerMerge::gain).orElse(0.0)) {
        best = Optional.of(new LayerMerge(i, gain));
      }
    }
    return best;
  }

  List<LevelLayer> applied(List<LevelLayer> stack) {
    List<LevelLayer> merged = new ArrayList<>(stack);
    LevelLayer upper = merged.remove(at + 1);
    merged.set(at, merged.get(at).under(upper));
    return merged;
  }

  /** How alike a layer of one stack and one of the other are, 1 at best. */
  interface Similarity {
    double of(LevelLayer own, LevelLayer other);

    default double sum(LevelLayer own, List<LevelLayer> others) {
      return others.stream().mapToDouble(other -> of(own, other)).sum();
    }
  }
}
