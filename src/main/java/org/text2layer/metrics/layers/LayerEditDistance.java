package org.text2layer.metrics.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.text2layer.image.LayeredImage;

/**
 * LayerD's distance between two stacks (Suzuki et al., LayerD: Decomposing raster graphic designs
 * into layers, 2025, arXiv 2509.25134; equal to the authors' code): how far the layers are from the
 * true ones if somebody merges up to so many neighbours, of either stack, beforehand. The backdrop
 * is a layer, too, the lowest; layers have 8 bits, hidden parts included. Layers that nothing
 * nearer overlaps are one group, so that their order does not matter; groups are aligned by dynamic
 * time warping.
 *
 * <p>There are fewer results than edits were allowed if no merge brings the stacks nearer, or both
 * have two groups: {@link #after} takes the last then, as the authors do.
 *
 * @param byEdits without an edit, after one, and so on
 */
public record LayerEditDistance(List<Alignment> byEdits) {
  private static final int MOST_EDITS = 100;

  /** Checks that there is a result. */
  public LayerEditDistance {
    byEdits = List.copyOf(byEdits);
    if (byEdits.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected the distance without an edit at least but came none: use LayerEditDistance.of.");
    }
  }

  /**
   * What the aligned pairs have in common, in the mean.
   *
   * @param cost half the colour error, half 1 − the alphas' IoU; in [0, 1], 0 at best
   * @param colourError mean difference of the colours where the true layer has any alpha, in [0, 1]
   * @param alphaIou soft: Σ min / Σ max of the alphas, 1 at best, 0 if both are empty
   */
  public record Alignment(double cost, double colourError, double alphaIou) {}

  /**
   * Measures.
   *
   * @param edits how many merges at most, 0 to 100; the authors allow 5
   * @throws IllegalArgumentException if the sizes differ or the edits are outside
   */
  public static LayerEditDistance of(LayeredImage truth, LayeredImage layers, int edits) {
    SameSize.require("a stack", truth.backdrop(), layers.backdrop());
    if (edits < 0 || edits > MOST_EDITS) {
      throw new IllegalArgumentException(
          "Expected 0 to %s edits but came %s: 5 is usual.".formatted(MOST_EDITS, edits));
    }
    return of(LevelLayer.of(truth), LevelLayer.of(layers), edits);
  }

  static LayerEditDistance of(List<LevelLayer> trueStack, List<LevelLayer> stack, int edits) {
    List<LevelLayer> truth = grouped(trueStack);
    List<LevelLayer> layers = grouped(stack);
    List<Alignment> byEdits = new ArrayList<>();
    while (true) {
      TimeWarping warping = TimeWarping.of(layers, truth);
      byEdits.add(
          new Alignment(
              warping.mean(layers, truth, LevelLayer::cost),
              warping.mean(layers, truth, LevelLayer::colourError),
              warping.mean(layers, truth, LevelLayer::alphaIou)));
      Optional<LayerMerge> ofLayers = best(layers, truth, warping, true);
      Optional<LayerMerge> ofTruth = best(truth, layers, warping, false);
      if (byEdits.size() > edits || ofLayers.isEmpty() && ofTruth.isEmpty()) {
        return new LayerEditDistance(byEdits);
      }
      if (gain(ofLayers) > gain(ofTruth)) {
        layers = ofLayers.get().applied(layers);
      } else {
        truth = ofTruth.get().applied(truth);
      }
    }
  }

  private static double gain(Optional<LayerMerge> merge) {
    return merge.map(LayerMerge::gain).orElse(0.0);
  }

  /** A layer's colours count where its partner shows something, whichever of both is the truth. */
  private static Optional<LayerMerge> best(
      List<LevelLayer> own, List<LevelLayer> others, TimeWarping warping, boolean isLayers) {
    return LayerMerge.best(
        own,
        index ->
            warping.pairs().stream()
                .filter(pair -> (isLayers ? pair.layer() : pair.truth()) == index)
                .map(pair -> others.get(isLayers ? pair.truth() : pair.layer()))
                .toList(),
        (one, other) -> 1 - one.cost(other));
  }

  /** From the top: all that nothing of the rest covers is one layer, then all below that. */
  private static List<LevelLayer> grouped(List<LevelLayer> stack) {
    List<LevelLayer> groups = new ArrayList<>();
    List<LevelLayer> rest = stack;
    while (!rest.isEmpty()) {
      List<LevelLayer> left = rest;
      List<Integer> top =
          IntStream.range(0, left.size())
              .filter(
                  i -> left.subList(i + 1, left.size()).stream().noneMatch(left.get(i)::overlaps))
              .boxed()
              .toList();
      groups.add(0, top.stream().map(left::get).reduce(LevelLayer::under).orElseThrow());
      rest =
          IntStream.range(0, left.size())
              .filter(i -> !top.contains(i))
              .mapToObj(left::get)
              .toList();
    }
    return groups;
  }

  /**
   * The result after up to so many edits.
   *
   * @param edits from 0; beyond the last it is the last
   */
  public Alignment after(int edits) {
    return byEdits.get(Math.min(edits, byEdits.size() - 1));
  }
}
