package org.text2layer.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;

class MaskDilationTest {
  @Property(tries = 200)
  void everyPixelBecomesTheLargestWithinTheDisc(
      @ForAll @IntRange(min = 1, max = 23) int width,
      @ForAll @IntRange(min = 1, max = 23) int height,
      @ForAll @IntRange(max = 30) int radius,
      @ForAll long seed) {
    Mask mask = random(width, height, seed);
    Mask dilated = MaskDilation.dilated(mask, radius);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertEquals(largestAround(mask, x, y, radius), dilated.value(x, y));
      }
    }
  }

  private static float largestAround(Mask mask, int x, int y, int radius) {
    float largest = 0;
    for (int row = 0; row < mask.height(); row++) {
      for (int column = 0; column < mask.width(); column++) {
        int dx = column - x;
        int dy = row - y;
        if (dx * dx + dy * dy <= radius * radius) {
          largest = Math.max(largest, mask.value(column, row));
        }
      }
    }
    return largest;
  }

  @Property(tries = 50)
  void itIsExtensiveAndMonotone(
      @ForAll @IntRange(max = 9) int radius,
      @ForAll @IntRange(max = 9) int more,
      @ForAll long seed) {
    Mask mask = random(20, 17, seed);
    float[] smaller = MaskDilation.dilated(mask.times(0.5), radius).toArray();
    float[] own = MaskDilation.dilated(mask, radius).toArray();
    float[] wider = MaskDilation.dilated(mask, radius + more).toArray();
    float[] values = mask.toArray();
    for (int i = 0; i < values.length; i++) {
      assertTrue(values[i] <= own[i] && smaller[i] <= own[i] && own[i] <= wider[i]);
    }
  }

  @Property(tries = 200)
  void theHoleIsWhereTheDilatedMaskIsAboveTheThreshold(
      @ForAll @IntRange(min = 1, max = 23) int width,
      @ForAll @IntRange(min = 1, max = 23) int height,
      @ForAll @IntRange(max = 30) int radius,
      @ForAll long seed) {
    Mask mask = random(width, height, seed);
    assertEquals(
        MaskDilation.dilated(mask, radius).thresholded(0.3f),
        MaskDilation.hole(mask, 0.3f, radius));
  }

  @Test
  void givenANegativeRadiusThenItIsRefused() {
    Mask mask = Mask.filled(3, 3, 1);
    assertThrows(IllegalArgumentException.class, () -> MaskDilation.dilated(mask, -1));
    assertThrows(IllegalArgumentException.class, () -> MaskDilation.hole(mask, 0.1f, -1));
  }

  private static Mask random(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < 0.1 ? (float) random.nextDouble() : 0;
    }
    return Mask.of(width, height, values);
  }
}
