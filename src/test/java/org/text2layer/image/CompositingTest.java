package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Eq. 1, C = mF + (1 − m)B, from bottom to top. */
class CompositingTest {
  private static final int WIDTH = 5;
  private static final int HEIGHT = 4;

  @Property(tries = 100)
  void givenAMaskOfZero_whenComposed_thenItIsTheBackgroundBitForBit(@ForAll long seed) {
    RgbImage background = picture(seed);
    Mask nothing = Mask.filled(WIDTH, HEIGHT, 0);
    assertEquals(
        background, LayeredImage.twoLayer(picture(seed + 1), background, nothing).composed());
  }

  @Property(tries = 100)
  void givenAMaskOfOne_whenComposed_thenItIsTheForegroundBitForBit(@ForAll long seed) {
    RgbImage foreground = picture(seed);
    Mask everything = Mask.filled(WIDTH, HEIGHT, 1);
    assertEquals(
        foreground, LayeredImage.twoLayer(foreground, picture(seed + 1), everything).composed());
  }

  @Property(tries = 100)
  void composedFollowsEquation1AndStaysBetweenForegroundAndBackground(@ForAll long seed) {
    float[] f = picture(seed).toArray();
    float[] b = picture(seed + 1).toArray();
    float[] m = mask(seed + 2).toArray();
    float[] c =
        LayeredImage.twoLayer(picture(seed), picture(seed + 1), mask(seed + 2))
            .composed()
            .toArray();
    for (int i = 0; i < c.length; i++) {
      double expected = (double) m[i / 3] * f[i] + (1 - (double) m[i / 3]) * b[i];
      assertEquals(expected, c[i], 1e-6);
      assertTrue(c[i] >= Math.min(f[i], b[i]) - 1e-6 && c[i] <= Math.max(f[i], b[i]) + 1e-6);
      assertTrue(c[i] >= 0 && c[i] <= 1);
    }
  }

  @Property(tries = 100)
  void anyLayerAloneOverWhatIsBelowItComposesToTheNextBelow(@ForAll long seed) {
    LayeredImage three = LayeredImage.of(picture(seed), List.of(layer(1), layer(2), layer(3)));
    assertEquals(three.alone(1).composed(), three.alone(2).background());
    assertEquals(three.composed(), three.alone(2).composed());
    assertEquals(three.backdrop(), three.alone(0).background());
  }

  @Property(tries = 100)
  void allLayersCutOutOverTheBackdropComposeToTheSamePicture(@ForAll long seed) {
    LayeredImage three = LayeredImage.of(picture(seed), List.of(layer(1), layer(2), layer(3)));
    RgbaImage cutOut = three.cutOut();
    LayeredImage flat = LayeredImage.twoLayer(cutOut.colour(), picture(seed), cutOut.alpha());
    assertArrayEquals(three.composed().toArray(), flat.composed().toArray(), 1e-5f);
  }

  @Property(tries = 100)
  void aLayerThatCoversNothingChangesNothing(@ForAll long seed) {
    LayeredImage two = LayeredImage.of(picture(seed), List.of(layer(1), layer(2)));
    ImageLayer nothing = new ImageLayer("none", picture(seed + 9), Mask.filled(WIDTH, HEIGHT, 0));
    LayeredImage three = LayeredImage.of(picture(seed), List.of(layer(1), nothing, layer(2)));
    assertEquals(two.composed(), three.composed());
    assertEquals(two.cutOut(), three.cutOut());
  }

  @Property(tries = 100)
  void manyLayersAreTwoLayerImagesOneAfterTheOther(@ForAll long seed) {
    LayeredImage three = LayeredImage.of(picture(seed), List.of(layer(1), layer(2), layer(3)));
    RgbImage below = picture(seed);
    for (ImageLayer layer : three.layers()) {
      below = LayeredImage.twoLayer(layer.colour(), below, layer.mask()).composed();
    }
    assertEquals(below, three.composed());
  }

  @Property(tries = 100)
  void twoLayersFlattenedFirstGiveTheSamePicture(@ForAll long seed) {
    // Porter and Duff's "over" is associative: alpha a = a1 + a2 (1 - a1), colour premultiplied.
    ImageLayer lower = layer(seed);
    ImageLayer upper = layer(seed + 9);
    float[] colour = new float[3 * WIDTH * HEIGHT];
    float[] alpha = new float[WIDTH * HEIGHT];
    for (int i = 0; i < colour.length; i++) {
      float m1 = lower.mask().toArray()[i / 3];
      float m2 = upper.mask().toArray()[i / 3];
      alpha[i / 3] = m2 + m1 * (1 - m2);
      float premultiplied =
          m2 * upper.colour().toArray()[i] + (1 - m2) * m1 * lower.colour().toArray()[i];
      colour[i] = premultiplied / Math.max(alpha[i / 3], 1e-9f);
    }
    ImageLayer joined =
        new ImageLayer(
            "joined", RgbImage.clamped(WIDTH, HEIGHT, colour), Mask.clamped(WIDTH, HEIGHT, alpha));
    assertArrayEquals(
        LayeredImage.of(picture(seed + 5), List.of(lower, upper)).composed().toArray(),
        LayeredImage.of(picture(seed + 5), List.of(joined)).composed().toArray(),
        1e-5f);
  }

  @Example
  void givenTwoOpaqueLayers_whenTheirOrderChanges_thenTheUpperOneIsSeen() {
    ImageLayer red = opaque("red", 1, 0, 0);
    ImageLayer blue = opaque("blue", 0, 0, 1);
    RgbImage black = RgbImage.filled(WIDTH, HEIGHT, 0, 0, 0);
    assertEquals(blue.colour(), LayeredImage.of(black, List.of(red, blue)).composed());
    assertEquals(red.colour(), LayeredImage.of(black, List.of(blue)).plus(red).composed());
  }

  @Property(tries = 50)
  void overAnotherBackdropLeavesTheLayersAndTheOriginalAlone(@ForAll long seed) {
    LayeredImage original = LayeredImage.of(picture(seed), List.of(layer(1), layer(2)));
    LayeredImage moved = original.over(picture(seed + 1));
    assertEquals(original.layers(), moved.layers());
    assertEquals(picture(seed + 1), moved.backdrop());
    assertEquals(picture(seed), original.backdrop());
    assertNotEquals(original.composed(), moved.composed());
  }

  @Property(tries = 50)
  void overAPlainBackdropResizingAndComposingCommute(
      @ForAll long seed) { // holds only if colours are premultiplied by their mask
    RgbImage plain = RgbImage.filled(WIDTH, HEIGHT, 0, 0, 0);
    LayeredImage image = LayeredImage.of(plain, List.of(layer(seed)));
    assertArrayEquals(
        image.composed().resized(3, 2, Resampling.BILINEAR).toArray(),
        image.resized(3, 2, Resampling.BILINEAR).composed().toArray(),
        1e-5f);
  }

  private static RgbImage picture(long seed) {
    return Pictures.rgb(seed, WIDTH, HEIGHT);
  }

  private static Mask mask(long seed) {
    return Pictures.mask(seed, WIDTH, HEIGHT);
  }

  private static ImageLayer layer(long seed) {
    return new ImageLayer("layer " + seed, picture(seed), mask(seed + 7));
  }

  private static ImageLayer opaque(String name, float red, float green, float blue) {
    return new ImageLayer(
        name, RgbImage.filled(WIDTH, HEIGHT, red, green, blue), Mask.filled(WIDTH, HEIGHT, 1));
  }
}
