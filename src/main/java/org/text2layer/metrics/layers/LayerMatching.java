package org.text2layer.metrics.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.metrics.mask.IntersectionOverUnion;

/**
 * Which layers of a stack are which of the true one, and in which order. Both are seen as a picture
 * shows them: a layer's visible mask is what the nearer ones leave of its own, v = m ∏ (1 − m of
 * the nearer), since a picture does not tell more. A layer of which nothing is visible (nowhere
 * above one half) is no layer here, on either side.
 *
 * <p>A layer matches a true one if the IoU of the visible masks is above one half. Visible masks do
 * not overlap, so that at most one layer matches a true one and the matching is the best (Kirillov
 * et al., Panoptic segmentation, 2019, section 4.1).
 *
 * @param matches from the farthest true layer to the nearest
 * @param missing true layers without a match
 * @param extra layers without a match
 * @param truths how many true layers are visible
 * @param overlapping pairs of matched layers whose true masks, hidden parts included, overlap: only
 *     there is an order to be right or wrong
 * @param turned such pairs in the wrong order
 */
public record LayerMatching(
    List<Match> matches, int missing, int extra, int truths, int overlapping, int turned) {
  private static final float HALF = 0.5f;

  /** Copies the list. */
  public LayerMatching {
    matches = List.copyOf(matches);
  }

  /**
   * A layer and the true layer that it is.
   *
   * @param truth index of the true layer, from 0, the lowest
   * @param layer index of the layer
   * @param iou of the visible masks, above one half
   */
  public record Match(int truth, int layer, double iou) {}

  /**
   * Matches.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static LayerMatching of(LayeredImage truth, LayeredImage layers) {
    SameSize.require("a stack", truth.backdrop(), layers.backdrop());
    List<Mask> expected = visible(truth);
    List<Mask> actual = visible(layers);
    List<Integer> free = new ArrayList<>(seen(actual));
    List<Match> matches = new ArrayList<>();
    for (int index : seen(expected)) {
      best(index, expected.get(index), actual, free)
          .ifPresent(
              match -> {
                matches.add(match);
                free.remove(Integer.valueOf(match.layer()));
              });
    }
    int overlapping = 0;
    int turned = 0;
    for (Match far : matches) {
      for (Match near : matches) {
        if (far.truth() < near.truth() && overlap(truth, far.truth(), near.truth())) {
          overlapping++;
          turned += far.layer() > near.layer() ? 1 : 0;
        }
      }
    }
    int truths = seen(expected).size();
    return new LayerMatching(
        matches, truths - matches.size(), free.size(), truths, overlapping, turned);
  }

  private static Optional<Match> best(
      int index, Mask expected, List<Mask> actual, List<Integer> free) {
    return free.stream()
        .map(
            layer -> new Match(index, layer, IntersectionOverUnion.of(expected, actual.get(layer))))
        .filter(match -> match.iou() > HALF)
        .max(Comparator.comparingDouble(Match::iou));
  }

  private static List<Mask> visible(LayeredImage image) {
    float[] left = new float[image.width() * image.height()];
    Arrays.fill(left, 1);
    List<ImageLayer> layers = image.layers();
    Mask[] visible = new Mask[layers.size()];
    for (int k = visible.length - 1; k >= 0; k--) {
      float[] mask = layers.get(k).mask().toArray();
      for (int i = 0; i < mask.length; i++) {
        float own = mask[i];
        mask[i] = own * left[i];
        left[i] *= 1 - own;
      }
      visible[k] = Mask.of(image.width(), image.height(), mask);
    }
    return List.of(visible);
  }

  private static List<Integer> seen(List<Mask> visible) {
    return IntStream.range(0, visible.size())
        .filter(index -> visible.get(index).thresholded(HALF).area() > 0)
        .boxed()
        .toList();
  }

  private static boolean overlap(LayeredImage truth, int one, int other) {
    float[] first = truth.layers().get(one).mask().toArray();
    float[] second = truth.layers().get(other).mask().toArray();
    return IntStream.range(0, first.length).anyMatch(i -> first[i] > HALF && second[i] > HALF);
  }

  /** The mean IoU of all visible true layers, a missing one with 0; NaN if there are none. */
  public double meanIou() {
    return truths == 0 ? Double.NaN : matches.stream().mapToDouble(Match::iou).sum() / truths;
  }

  /** The share of overlapping pairs in the wrong order; NaN if there are no such pairs. */
  public double orderError() {
    return overlapping == 0 ? Double.NaN : (double) turned / overlapping;
  }
}
