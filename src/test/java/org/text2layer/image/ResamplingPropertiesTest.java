package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

class ResamplingPropertiesTest {
  @Property(tries = 200)
  void aConstantStaysConstant(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int newWidth,
      @ForAll @IntRange(min = 1, max = 40) int newHeight,
      @ForAll @FloatRange(min = 0, max = 1) float value,
      @ForAll Resampling filter) {
    Mask resized = Mask.filled(width, 7, value).resized(newWidth, newHeight, filter);
    assertEquals(newWidth, resized.width());
    assertEquals(newHeight, resized.height());
    for (float actual : resized.toArray()) {
      assertEquals(value, actual, 1e-6);
    }
  }

  @Property(tries = 200)
  void boxAndBilinearStayInTheRangeOfTheirInputs(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int newWidth,
      @ForAll @IntRange(min = 1, max = 30) int newHeight) {
    float[] values = Pictures.noise(seed, 11 * 5);
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.25f + 0.5f * values[i];
    }
    for (Resampling filter : new Resampling[] {Resampling.BOX, Resampling.BILINEAR}) {
      for (float value : Mask.of(11, 5, values).resized(newWidth, newHeight, filter).toArray()) {
        assertTrue(value >= 0.25f - 1e-6 && value <= 0.75f + 1e-6, () -> filter + ": " + value);
      }
    }
  }

  @Property(tries = 100)
  void theSameSizeIsTheSamePicture(@ForAll long seed, @ForAll Resampling filter) {
    RgbImage picture = Pictures.rgb(seed, 9, 6);
    assertEquals(picture, picture.resized(9, 6, filter));
    RgbaImage cutOut = RgbaImage.of(picture, Pictures.mask(seed + 1, 9, 6));
    assertEquals(cutOut, cutOut.resized(9, 6, filter));
  }

  @Property(tries = 200)
  void mirroringBeforeOrAfterIsTheSame(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int newWidth,
      @ForAll Resampling filter) {
    RgbImage picture = Pictures.rgb(seed, 12, 5);
    // Pillow's box takes a pixel centre that falls exactly on its edge on one side only.
    Assume.that(filter != Resampling.BOX || 12 % newWidth == 0 || newWidth % 12 == 0);
    assertArrayEquals(
        picture.mirrored().resized(newWidth, 8, filter).toArray(),
        picture.resized(newWidth, 8, filter).mirrored().toArray(),
        1e-6f);
  }

  @Property(tries = 100)
  void halvingWithBoxIsTheMeanOfFourPixels(@ForAll long seed) {
    Mask mask = Pictures.mask(seed, 8, 6);
    Mask half = mask.resized(4, 3, Resampling.BOX);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 4; x++) {
        float mean =
            (mask.value(2 * x, 2 * y)
                    + mask.value(2 * x + 1, 2 * y)
                    + mask.value(2 * x, 2 * y + 1)
                    + mask.value(2 * x + 1, 2 * y + 1))
                / 4;
        assertEquals(mean, half.value(x, y), 1e-6);
      }
    }
  }

  @Example
  void givenAHardEdge_whenEnlargedByAFilterThatOvershoots_thenValuesAreClipped() {
    float[] edge = {0, 0, 0, 1, 1, 1};
    float[] enlarged = Mask.of(6, 1, edge).resized(24, 1, Resampling.LANCZOS).toArray();
    float[] free = Resampler.of(6, 1, 24, 1, Resampling.LANCZOS).resize(edge, 1, 2);
    boolean overshoots = false;
    for (int i = 0; i < enlarged.length; i++) {
      assertTrue(enlarged[i] >= 0 && enlarged[i] <= 1);
      overshoots |= free[i] > 1.01;
    }
    assertTrue(overshoots, "the edge would overshoot without clipping");
  }

  @Example
  void givenColourUnderTransparency_whenResized_thenItDoesNotBleedIn() {
    RgbImage redThenGreen = RgbImage.of(2, 1, new float[] {1, 0, 0, 0, 1, 0});
    RgbaImage onlyRed = RgbaImage.of(redThenGreen, Mask.of(2, 1, new float[] {1, 0}));
    RgbaImage one = onlyRed.resized(1, 1, Resampling.BOX);
    assertArrayEquals(new float[] {1, 0, 0}, one.colour().toArray(), 1e-6f);
    assertEquals(0.5f, one.alpha().value(0, 0), 1e-6);
  }

  @Example
  void givenAnArrayOfAnotherSize_whenResized_thenRefusedWithBothLengths() {
    Resampler resampler = Resampler.of(4, 4, 2, 2, Resampling.BOX);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> resampler.resize(new float[47], 3, 1));
    assertTrue(error.getMessage().contains("48 values for 4x4"), error.getMessage());
    assertTrue(error.getMessage().contains("got 47"), error.getMessage());
  }

  @Example
  void givenBytes_whenResized_thenTheInputIsNotChanged() {
    byte[] rgb = new byte[4 * 4 * 3];
    new Random(1).nextBytes(rgb);
    byte[] before = rgb.clone();
    Resampler.of(4, 4, 4, 4, Resampling.BOX).resize(rgb, 3)[0]++;
    assertArrayEquals(before, rgb);
  }
}
