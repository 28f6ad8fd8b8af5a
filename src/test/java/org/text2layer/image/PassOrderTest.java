package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.image.Resampler.PassOrder;

/**
 * Pillow's two orders of the passes, against one axis after the other. The rule was measured on
 * Pillow's own releases; masks of its 13.0.0 are in {@code DetectorParityTest}.
 */
class PassOrderTest {
  @ParameterizedTest
  @CsvSource({
    "portrait to a square, 30, 60, 20, 20, true",
    "a step beyond the tie, 30, 41, 20, 20, true",
    "wider and lower, 20, 30, 25, 28, true",
    "a tie, 30, 40, 20, 20, false",
    "landscape to a square, 60, 30, 20, 20, false",
    "higher, 20, 20, 8, 30, false",
    "higher and wider, 20, 20, 24, 30, false",
  })
  void givenBytes_whenResizedAsPillow13_thenTheRulesPassIsFirst(
      String shape, int width, int height, int newWidth, int newHeight, boolean verticalFirst) {
    byte[] levels = noise(width, height);
    byte[] expected =
        verticalFirst
            ? resized(resized(levels, width, height, width, newHeight), width, newHeight, newWidth)
            : horizontalFirst(levels, width, height, newWidth, newHeight);
    byte[] other =
        verticalFirst
            ? horizontalFirst(levels, width, height, newWidth, newHeight)
            : resized(resized(levels, width, height, width, newHeight), width, newHeight, newWidth);
    assertFalse(Arrays.equals(expected, other), "this shape tells the orders apart");
    assertArrayEquals(
        expected,
        Resampler.of(width, height, newWidth, newHeight, Resampling.LANCZOS, PassOrder.PILLOW_13)
            .resize(levels, 3));
    assertArrayEquals(
        horizontalFirst(levels, width, height, newWidth, newHeight),
        Resampler.of(width, height, newWidth, newHeight, Resampling.LANCZOS).resize(levels, 3));
  }

  @Test
  void givenFloats_whenResizedInEitherOrder_thenTheyDifferByTheirRoundingAlone() {
    float[] values = Pictures.noise(4, 3 * 30 * 60);
    assertArrayEquals(
        Resampler.of(30, 60, 20, 20, Resampling.BICUBIC, PassOrder.PILLOW_12).resize(values, 3, 1),
        Resampler.of(30, 60, 20, 20, Resampling.BICUBIC, PassOrder.PILLOW_13).resize(values, 3, 1),
        1e-6f);
  }

  private static byte[] horizontalFirst(
      byte[] levels, int width, int height, int newWidth, int newHeight) {
    return resized(resized(levels, width, height, newWidth), newWidth, height, newWidth, newHeight);
  }

  private static byte[] resized(byte[] levels, int width, int height, int newWidth) {
    return resized(levels, width, height, newWidth, height);
  }

  private static byte[] resized(byte[] levels, int width, int height, int newWidth, int newHeight) {
    return Resampler.of(width, height, newWidth, newHeight, Resampling.LANCZOS).resize(levels, 3);
  }

  private static byte[] noise(int width, int height) {
    byte[] levels = new byte[3 * width * height];
    new Random(3).nextBytes(levels);
    return levels;
  }
}
