package org.text2layer.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureNoiseTest {
  /** Computed in Python from SplitMix64 and Box-Muller: a changed bit changes every picture. */
  @Test
  void theSameNumbersOnEveryMachine() {
    assertArrayEquals(
        new float[] {1.36499226f, -0.396523982f, 0.00449852599f, -0.580613077f},
        PictureNoise.of(7).gaussian(4));
    assertArrayEquals(
        new float[] {-0.452757746f, 2.65060592f, -0.988604128f, 0.252462715f},
        PictureNoise.of(0).gaussian(4));
    assertArrayEquals(
        new float[] {0.40389818f, -1.5578115f, 0.377619743f, -0.00308648287f},
        PictureNoise.of(-1).gaussian(4));
  }

  @Property(tries = 50)
  void howManyAreDrawnAtATimeDoesNotMatter(
      @ForAll long seed, @ForAll @IntRange(max = 9) int first) {
    PictureNoise inTwo = PictureNoise.of(seed);
    float[] pieces = Arrays.copyOf(inTwo.gaussian(first), 9);
    System.arraycopy(inTwo.gaussian(9 - first), 0, pieces, first, 9 - first);

    assertArrayEquals(PictureNoise.of(seed).gaussian(9), pieces);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, Long.MIN_VALUE})
  void isStandardNormal(long seed) {
    float[] values = PictureNoise.of(seed).gaussian(20_000);

    assertEquals(0, moment(values, 1), 0.03);
    assertEquals(1, moment(values, 2), 0.04);
    assertEquals(0, moment(values, 3), 0.08);
    assertEquals(3, moment(values, 4), 0.25);
    // Kolmogorov-Smirnov at the 0.1 % level.
    assertTrue(distanceToNormal(values) < 1.95 / Math.sqrt(values.length));
  }

  @Test
  void neighbouringSeedsAreUncorrelated() {
    float[] one = PictureNoise.of(7).gaussian(20_000);
    float[] other = PictureNoise.of(8).gaussian(20_000);
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    assertEquals(0, product / one.length, 0.03);
  }

  @Test
  void aNegativeCountIsRefusedWithASentence() {
    var error = assertThrows(IllegalArgumentException.class, () -> PictureNoise.of(1).gaussian(-1));
    assertTrue(error.getMessage().contains("but -1 came"), error.getMessage());
  }

  private static double moment(float[] values, int order) {
    double sum = 0;
    for (float value : values) {
      sum += Math.pow(value, order);
    }
    return sum / values.length;
  }

  private static double distanceToNormal(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = normalDistribution(sorted[i]);
      distance = Math.max(distance, Math.abs(expected - (double) i / sorted.length));
      distance = Math.max(distance, Math.abs(expected - (i + 1.0) / sorted.length));
    }
    return distance;
  }

  /** Abramowitz and Stegun, 26.2.17, exact to 7.5e-8. */
  private static double normalDistribution(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    return x >= 0 ? 1 - tail : tail;
  }
}
