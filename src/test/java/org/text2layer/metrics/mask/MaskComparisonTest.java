package org.text2layer.metrics.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;

class MaskComparisonTest {
  @Test
  void givenAnObjectWhoseCentreIsInTheLastColumnThenTheEmptyQuartersDoNotCount() {
    Mask mask = Mask.of(3, 2, new float[] {0, 0, 1, 0, 0, 1});
    assertEquals(1, MaskScores.of(mask, mask).structure(), 1e-9); // the reference says NaN
  }

  @Test
  void givenValuesBetweenTwoLevelsThenTheyCountAsEightBitsHoldThem() {
    Mask truth = Mask.of(2, 1, new float[] {1, 0});
    assertEquals(1, IntersectionOverUnion.of(truth, Mask.of(2, 1, new float[] {0.5f, 0})));
    assertEquals(0, IntersectionOverUnion.of(truth, Mask.of(2, 1, new float[] {0.499f, 0})));
  }

  @Test
  void givenTwoEmptyMasksThenTheIouIsZeroAndTheStructureRight() {
    Mask empty = Mask.filled(5, 4, 0);
    assertEquals(0, MaskScores.of(empty, empty).iou());
    assertEquals(1, MaskScores.of(empty, empty).structure());
  }

  @Test
  void givenSizesThatDifferThenBothAreNamed() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> MaskComparison.of(Mask.filled(5, 4, 1), Mask.filled(4, 5, 1)))
            .getMessage();
    assertTrue(message.contains("5x4") && message.contains("4x5"), message);
  }

  @Test
  void givenOnePixelOrNoPairsThenThereIsNothingToMeasure() {
    Mask dot = Mask.filled(1, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> MaskComparison.of(dot, dot));
    Stream<MaskComparison> none = Stream.empty();
    assertThrows(IllegalStateException.class, () -> none.collect(MaskScores.averaging()));
  }

  @Property(tries = 60)
  void theNearestPixelIsTheLeftmostThenUppermostOfThoseLeastFar(
      @ForAll @IntRange(min = 1, max = 12) int width,
      @ForAll @IntRange(min = 1, max = 12) int height,
      @ForAll @IntRange(min = 0, max = 9) int density,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] region = new boolean[width * height];
    for (int i = 0; i < region.length; i++) {
      region[i] = random.nextInt(10) < density;
    }
    region[random.nextInt(region.length)] = true;
    int[] expected = new int[region.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = bySearch(width, height, region, i);
    }
    assertArrayEquals(expected, NearestInside.of(width, height, region));
  }

  private static int bySearch(int width, int height, boolean[] region, int pixel) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        int dx = x - pixel % width;
        int dy = y - pixel / width;
        if (region[y * width + x] && dx * dx + dy * dy < least) {
          least = dx * dx + dy * dy;
          best = y * width + x;
        }
      }
    }
    return best;
  }
}
