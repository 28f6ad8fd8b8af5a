package org.text2layer.metrics.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.layers.LayerMatching.Match;

/** Layers are columns of a row of ten pixels. */
class LayerMatchingTest {
  @Test
  void givenTheTruthThenEveryLayerIsItself() {
    LayeredImage truth = EmojiScenes.test().resized(64).sample(5, 3).layers();
    LayerMatching matching = LayerMatching.of(truth, truth);
    assertEquals(
        IntStream.range(0, 3).mapToObj(i -> new Match(i, i, 1)).toList(), matching.matches());
    assertEquals(1, matching.meanIou());
    assertEquals(0, matching.missing() + matching.extra() + matching.turned());
  }

  @Test
  void givenOtherLayersThenTheyAreMissingAndExtra() {
    LayerMatching matching =
        LayerMatching.of(stack(columns(0, 4), columns(5, 8)), stack(columns(0, 3), columns(8, 10)));
    assertEquals(List.of(new Match(0, 0, 0.75)), matching.matches());
    assertEquals(1, matching.missing());
    assertEquals(1, matching.extra());
    assertEquals(0.375, matching.meanIou());
  }

  /** Both objects in one mask: it is the larger, if it is one at all. */
  @Test
  void givenOneLayerForTwoThenItMatchesOneAtMost() {
    LayeredImage truth = stack(columns(0, 6), columns(6, 9));
    assertEquals(
        List.of(new Match(0, 0, 6 / 9.0)), LayerMatching.of(truth, stack(columns(0, 9))).matches());
    LayeredImage equal = stack(columns(0, 4), columns(4, 8));
    assertEquals(2, LayerMatching.of(equal, stack(columns(0, 8))).missing(), "0.5 is not above");
  }

  /** The far layer's mask goes on behind the near one, whether that is known or not. */
  @Test
  void givenHiddenPartsThenOnlyWhatIsVisibleIsCompared() {
    LayeredImage amodal = stack(columns(0, 7), columns(4, 10));
    LayeredImage cut = stack(columns(0, 4), columns(4, 10));
    assertEquals(1, LayerMatching.of(amodal, cut).meanIou());
    assertEquals(1, LayerMatching.of(cut, amodal).meanIou());
  }

  @Test
  void givenOverlappingObjectsInTheWrongOrderThenThatIsAnErrorAndBesideEachOtherIsNone() {
    LayeredImage truth = stack(columns(0, 5), columns(4, 9), columns(9, 10));
    LayeredImage turned = stack(columns(9, 10), columns(4, 9), columns(0, 4));
    LayerMatching matching = LayerMatching.of(truth, turned);
    assertEquals(3, matching.matches().size());
    assertEquals(1, matching.overlapping());
    assertEquals(1, matching.orderError());
    assertEquals(0, LayerMatching.of(truth, truth).orderError());
    LayeredImage apart = stack(columns(0, 4), columns(4, 9));
    assertTrue(Double.isNaN(LayerMatching.of(apart, apart).orderError()));
  }

  /** A place without a layer changes nothing, and what is all hidden cannot be found. */
  @Test
  void givenLayersOfWhichNothingIsVisibleThenTheyCountNowhere() {
    LayeredImage truth = stack(columns(2, 4), columns(0, 5));
    LayeredImage layers = stack(columns(0, 5), columns(0, 0));
    LayerMatching matching = LayerMatching.of(truth, layers);
    assertEquals(List.of(new Match(1, 0, 1)), matching.matches());
    assertEquals(0, matching.missing() + matching.extra());
    assertTrue(Double.isNaN(LayerMatching.of(stack(), layers).meanIou()));
  }

  @Test
  void givenStacksOfOtherSizesThenTheyAreRefused() {
    LayeredImage other = LayeredImage.of(RgbImage.filled(9, 1, 0, 0, 0), List.of());
    assertThrows(IllegalArgumentException.class, () -> LayerMatching.of(stack(), other));
  }

  private static LayeredImage stack(Mask... masks) {
    List<ImageLayer> layers = new ArrayList<>();
    for (Mask mask : masks) {
      layers.add(new ImageLayer("columns", RgbImage.filled(10, 1, 1, 0, 0), mask));
    }
    return LayeredImage.of(RgbImage.filled(10, 1, 0, 0, 0), layers);
  }

  private static Mask columns(int from, int until) {
    float[] values = new float[10];
    for (int i = from; i < until; i++) {
      values[i] = 1;
    }
    return Mask.of(10, 1, values);
  }
}
