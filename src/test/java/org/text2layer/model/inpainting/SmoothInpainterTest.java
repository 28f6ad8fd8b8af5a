package org.text2layer.model.inpainting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

class SmoothInpainterTest {
  private final SmoothInpainter inpainter = new SmoothInpainter();

  @Property(tries = 100)
  void keptPixelsStayAndFilledOnesAreWithinTheRangeOfTheKept(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rgb = new float[3 * width * height];
    float[] holes = new float[width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (float) random.nextDouble(0.25, 0.5);
      holes[i / 3] = random.nextDouble() < 0.8 ? 1 : 0;
    }
    holes[holes.length - 1] = 0;
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = holes[i / 3] > 0 ? 1 : rgb[i];
    }
    RgbImage picture = RgbImage.of(width, height, rgb);
    float[] filled = inpainter.inpaint(picture, Mask.of(width, height, holes)).toArray();
    for (int i = 0; i < rgb.length; i++) {
      if (holes[i / 3] == 0) {
        assertEquals(rgb[i], filled[i]);
      } else {
        assertTrue(filled[i] >= 0.25f - 1e-4f && filled[i] <= 0.5f + 1e-4f, i + ": " + filled[i]);
      }
    }
  }

  @Test
  void givenAGradientThenItGoesOnThroughTheHole() {
    int size = 64;
    float[] rgb = new float[3 * size * size];
    float[] holes = new float[size * size];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % size;
      int y = i / 3 / size;
      rgb[i] = (x + 2 * y) / 200f;
      holes[i / 3] = x > 15 && x < 45 && y > 20 && y < 50 ? 1 : 0;
    }
    RgbImage picture = RgbImage.of(size, size, rgb);
    float[] filled = inpainter.inpaint(picture, Mask.of(size, size, holes)).toArray();
    for (int i = 0; i < rgb.length; i++) {
      assertEquals(rgb[i], filled[i], 0.02, "value " + i);
    }
  }

  @Test
  void givenNoHoleThenThePictureItselfComesBack() {
    RgbImage picture = RgbImage.filled(5, 4, 0.1f, 0.2f, 0.3f);
    assertSame(picture, inpainter.inpaint(picture, Mask.filled(5, 4, 0)));
  }

  @Test
  void givenAHoleOfAnotherSizeOrWithoutSurroundingsThenItIsRefused() {
    RgbImage picture = RgbImage.filled(5, 4, 0.1f, 0.2f, 0.3f);
    assertRefused(picture, Mask.filled(4, 5, 0), "4x5");
    assertRefused(picture, Mask.filled(5, 4, 0.2f), "all 5x4 pixels");
  }

  private void assertRefused(RgbImage picture, Mask hole, String part) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> inpainter.inpaint(picture, hole))
            .getMessage();
    assertTrue(message.contains(part), message);
  }
}
