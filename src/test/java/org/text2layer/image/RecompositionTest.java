package org.text2layer.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Layers moved, scaled, faded, and stacked; for colours see {@link RecolouringTest}. */
class RecompositionTest {
  private static final int WIDTH = 9;
  private static final int HEIGHT = 7;

  @Property(tries = 200)
  void movedThereAndBack_thenWhatNeverLeftTheFrameIsTheSameBitForBit(
      @ForAll long seed,
      @ForAll @IntRange(min = -10, max = 10) int dx,
      @ForAll @IntRange(min = -8, max = 8) int dy) {
    ImageLayer layer = layer(seed);
    ImageLayer back = layer.moved(dx, dy).moved(-dx, -dy);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean stayed = x + dx >= 0 && x + dx < WIDTH && y + dy >= 0 && y + dy < HEIGHT;
        assertEquals(stayed ? layer.mask().value(x, y) : 0, back.mask().value(x, y));
        for (int c = 0; c < 3; c++) {
          assertEquals(stayed ? layer.colour().value(x, y, c) : 0, back.colour().value(x, y, c));
        }
      }
    }
  }

  @Example
  void givenOnePixel_whenMoved_thenItGoesRightAndDown() {
    float[] dot = new float[WIDTH * HEIGHT];
    dot[2 * WIDTH + 3] = 1;
    Mask mask = Mask.of(WIDTH, HEIGHT, dot);
    ImageLayer moved = new ImageLayer("dot", Pictures.rgb(1, WIDTH, HEIGHT), mask).moved(2, 1);
    assertEquals(1, moved.mask().value(5, 3));
    assertEquals(Pictures.rgb(1, WIDTH, HEIGHT).value(3, 2, 1), moved.colour().value(5, 3, 1));
    ImageLayer between =
        new ImageLayer("dot", RgbImage.filled(WIDTH, HEIGHT, 1, 0.5f, 0), mask).moved(0.25, 0);
    assertEquals(0.75f, between.mask().value(3, 2), 1e-6);
    assertEquals(0.25f, between.mask().value(4, 2), 1e-6);
    assertEquals(0.5f, between.colour().value(4, 2, 1), 1e-6);
  }

  @Property(tries = 50)
  void nothingChanged_thenItIsTheSameBitForBit(@ForAll long seed) {
    ImageLayer layer = layer(seed);
    assertEquals(layer, layer.placed(1, 0, 0));
    assertEquals(layer, layer.moved(0, 0));
    assertEquals(layer, layer.scaled(1));
    assertEquals(layer, layer.faded(1));
    LayeredImage image = image(seed, 3);
    assertEquals(image, image.mapLayers(each -> each));
    RgbImage same = image.backdrop().covering(WIDTH, HEIGHT, Resampling.BICUBIC);
    assertEquals(image, image.over(same));
  }

  @Property(tries = 100)
  void givenOneColourEverywhere_whenPlaced_thenNoneOfTheBlackAroundBleedsIn(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.1, max = 5) double scale,
      @ForAll @DoubleRange(min = -5, max = 5) double dx) {
    RgbImage orange = RgbImage.filled(WIDTH, HEIGHT, 1, 0.5f, 0.25f);
    ImageLayer placed =
        new ImageLayer("orange", orange, Pictures.mask(seed, WIDTH, HEIGHT))
            .placed(scale, dx, -dx / 2);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (placed.mask().value(x, y) > 1e-4) {
          assertEquals(0.5f, placed.colour().value(x, y, 1), 1e-3);
        }
      }
    }
  }

  @Property(tries = 100)
  void givenASmallObject_whenScaled_thenItsAreaGrowsWithTheSquareAndItsCentreStays(
      @ForAll @DoubleRange(min = 0.3, max = 3) double factor) {
    int size = 96;
    float[] square = new float[size * size];
    for (int i = 0; i < square.length; i++) {
      boolean inside = i % size >= 40 && i % size < 56 && i / size >= 40 && i / size < 56;
      square[i] = inside ? 1 : 0;
    }
    ImageLayer layer =
        new ImageLayer("square", RgbImage.filled(size, size, 1, 0, 0), Mask.of(size, size, square));
    Mask scaled = layer.scaled(factor).mask();
    assertEquals(layer.mask().area() * factor * factor, scaled.area(), 0.02 * scaled.area());
    assertArrayEquals(scaled.mirrored().toArray(), scaled.toArray(), 1e-5f);
  }

  @Property(tries = 50)
  void halvingInPlaceEqualsTheResamplerAwayFromTheBorders(@ForAll long seed) {
    Mask mask = Pictures.mask(seed, 16, 16);
    Mask half = mask.resized(8, 8, Resampling.BILINEAR);
    Mask placed = new ImageLayer("x", Pictures.rgb(1, 16, 16), mask).scaled(0.5).mask();
    for (int y = 1; y < 7; y++) {
      for (int x = 1; x < 7; x++) {
        assertEquals(half.value(x, y), placed.value(x + 4, y + 4), 1e-6);
      }
    }
  }

  @Example
  void givenAShiftOfAnySize_thenTheLayerIsGoneAndNothingOverflows() {
    for (double far : new double[] {20, -20, 1e12, -1e300, Double.MAX_VALUE}) {
      assertEquals(0, layer(1).moved(far, 0).mask().area());
      assertEquals(0, layer(1).placed(0.5, 0, far + 0.5).mask().area());
    }
    assertRefused("got NaN", () -> layer(1).scaled(Double.NaN));
    assertRefused("[0.01, 100] but got 0.0", () -> layer(1).scaled(0));
    assertRefused("(0.0, Infinity)", () -> layer(1).moved(0, Double.POSITIVE_INFINITY));
    assertRefused("opacity in [0, 1] but got 1.5", () -> layer(1).faded(1.5));
  }

  @Property(tries = 100)
  void fadedByOneHalf_thenThePictureIsHalfwayToTheOneWithoutTheLayer(@ForAll long seed) {
    LayeredImage image = image(seed, 1);
    float[] with = image.composed().toArray();
    float[] without = image.backdrop().toArray();
    float[] faded = image.mapLayers(layer -> layer.faded(0.5)).composed().toArray();
    for (int i = 0; i < faded.length; i++) {
      assertEquals((with[i] + without[i]) / 2, faded[i], 1e-6);
    }
  }

  @Property(tries = 100)
  void stackedImagesAreTwoLayerImagesOneAfterTheOther(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int count) {
    List<LayeredImage> generated = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      generated.add(image(seed + 100 * i, 1));
    }
    LayeredImage stack = generated.get(0);
    RgbImage composed = generated.get(0).composed();
    for (LayeredImage next : generated.subList(1, count)) {
      stack = next.stackedOn(stack);
      composed = LayeredImage.twoLayer(next.foreground(), composed, next.mask()).composed();
    }
    assertEquals(composed, stack.composed());
    assertEquals(generated.get(0).backdrop(), stack.backdrop());
  }

  @Property(tries = 50)
  void itDoesNotMatterWhichOfThreeImagesAreStackedFirst(@ForAll long seed) {
    LayeredImage bottom = image(seed, 2).withProvenance(Map.of("seed", "1"));
    LayeredImage middle = image(seed + 7, 1).withProvenance(Map.of("seed", "2"));
    LayeredImage top = image(seed + 9, 1).withProvenance(Map.of("seed", "3"));
    LayeredImage stack = top.stackedOn(middle.stackedOn(bottom));
    assertEquals(stack, top.stackedOn(middle).stackedOn(bottom));
    assertEquals(
        Map.of("seed", "1", "seed (layer 3)", "2", "seed (layer 4)", "3"), stack.provenance());
    assertNotEquals(stack.composed(), middle.stackedOn(top.stackedOn(bottom)).composed());
  }

  @Example
  void givenManyLayers_whenOneIsChanged_thenTheOthersStay() {
    LayeredImage image = image(1, 3).withProvenance(Map.of("seed", "1"));
    LayeredImage changed = image.mapLayer(1, layer -> layer.named("second").moved(2, 0));
    assertEquals(image.layers().get(0), changed.layers().get(0));
    assertEquals(image.layers().get(2), changed.layers().get(2));
    assertEquals("second", changed.layers().get(1).name());
    assertEquals(Map.of("seed", "1", "edited", "since it was made"), changed.provenance());
    assertThrows(IndexOutOfBoundsException.class, () -> image.mapLayer(3, layer -> layer));
    LayeredImage small =
        LayeredImage.twoLayer(Pictures.rgb(1, 2, 2), Pictures.rgb(2, 2, 2), Pictures.mask(3, 2, 2));
    assertRefused("to be 2x2 but it is 9x7", () -> image.stackedOn(small));
  }

  @Property(tries = 100)
  void givenAPictureOfAnySize_whenItCoversAFrame_thenOnlyItsLongerSideIsCutEvenly(
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height) {
    RgbImage covering = Pictures.rgb(1, width, height).covering(12, 8, Resampling.BILINEAR);
    assertEquals(12, covering.width());
    assertEquals(8, covering.height());
  }

  @Example
  void givenAWidePicture_whenItCoversASquare_thenItsMiddleIsShownUnstretched() {
    RgbImage wide = Pictures.rgb(1, 10, 4);
    assertEquals(wide.crop(3, 0, 4, 4), wide.covering(4, 4, Resampling.LANCZOS));
    RgbImage tall = Pictures.rgb(1, 4, 10);
    assertEquals(tall.crop(0, 3, 4, 4), tall.covering(4, 4, Resampling.LANCZOS));
  }

  private static ImageLayer layer(long seed) {
    return new ImageLayer(
        "layer " + seed, Pictures.rgb(seed, WIDTH, HEIGHT), Pictures.mask(seed + 1, WIDTH, HEIGHT));
  }

  private static LayeredImage image(long seed, int count) {
    List<ImageLayer> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      layers.add(layer(seed + i));
    }
    return LayeredImage.of(Pictures.rgb(seed - 1, WIDTH, HEIGHT), layers);
  }

  private static void assertRefused(String part, Runnable call) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
