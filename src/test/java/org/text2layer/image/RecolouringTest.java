package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class RecolouringTest {
  private static final RgbImage RED = RgbImage.filled(1, 1, 1, 0, 0);

  @Property(tries = 200)
  void theResultIsThatOfTheJdksHsbWithinOneLevel(
      @ForAll long seed,
      @ForAll @DoubleRange(min = -720, max = 720) double hue,
      @ForAll @DoubleRange(min = 0, max = 2) double saturation,
      @ForAll @DoubleRange(min = 0, max = 2) double brightness) {
    RgbImage picture = Pictures.rgb(seed, 4, 4);
    RgbImage changed = picture.recoloured(hue, saturation, brightness);
    for (int i = 0; i < 16; i++) {
      Color before = new Color(picture.toBufferedImage().getRGB(i % 4, i / 4));
      float[] hsb = Color.RGBtoHSB(before.getRed(), before.getGreen(), before.getBlue(), null);
      int expected =
          Color.HSBtoRGB(
              (float) (hsb[0] + hue / 360),
              (float) Math.min(1, hsb[1] * saturation),
              (float) Math.min(1, hsb[2] * brightness));
      for (int c = 0; c < 3; c++) {
        int level = expected >> 16 - 8 * c & 0xff;
        assertEquals(level, changed.value(i % 4, i / 4, c) * 255, 1, "pixel " + i);
      }
    }
  }

  @Property(tries = 100)
  void wholeTurnsOfTheHueAreTheSameWithinRounding(@ForAll long seed) {
    RgbImage picture = Pictures.rgb(seed, 5, 4);
    float[] turned = picture.recoloured(360, 1, 1).toArray();
    assertArrayEquals(picture.toArray(), turned, 1e-6f);
    assertArrayEquals(
        picture.toArray(), picture.recoloured(100, 1, 1).recoloured(-100, 1, 1).toArray(), 1e-5f);
    assertEquals(picture, picture.recoloured(0, 1, 1));
  }

  @Property(tries = 50)
  void recolouringALayerLeavesItsMaskAndNameAlone(@ForAll long seed) {
    ImageLayer layer =
        new ImageLayer("apple", Pictures.rgb(seed, 5, 4), Pictures.mask(seed + 1, 5, 4));
    for (ImageLayer changed :
        new ImageLayer[] {layer.recoloured(90, 2, 0.5), layer.tinted(1, 0, 0)}) {
      assertEquals(layer.mask(), changed.mask());
      assertEquals("apple", changed.name());
    }
    assertEquals(layer, layer.tinted(1, 1, 1));
  }

  @Example
  void givenRed_whenChanged_thenTheTermsMeanWhatTheySay() {
    assertArrayEquals(new float[] {0, 1, 0}, RED.recoloured(120, 1, 1).toArray(), 1e-6f);
    assertArrayEquals(new float[] {0, 0, 1}, RED.recoloured(-120, 1, 1).toArray(), 1e-6f);
    assertArrayEquals(new float[] {1, 1, 1}, RED.recoloured(0, 0, 1).toArray(), 1e-6f);
    assertArrayEquals(new float[] {0.5f, 0, 0}, RED.recoloured(0, 1, 0.5).toArray(), 1e-6f);
    assertArrayEquals(new float[] {0.25f, 0, 0}, RED.tinted(0.25, 1, 1).toArray(), 1e-6f);
  }

  @Example
  void givenNumbersThatMeanNothing_thenRefusedWithTheirName() {
    assertRefused("hue in degrees but got NaN", () -> RED.recoloured(Double.NaN, 1, 1));
    assertRefused("the saturation but got -1.0", () -> RED.recoloured(0, -1, 1));
    assertRefused(
        "the brightness but got Infinity", () -> RED.recoloured(0, 1, Double.POSITIVE_INFINITY));
    assertRefused("[0, 1] but value 1 is 2.0", () -> RED.tinted(1, 2, 1));
  }

  private static void assertRefused(String part, Runnable call) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
