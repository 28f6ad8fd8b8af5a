package org.text2layer.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;

/** A red box stands in front of a blue one, over green; detectors find what has their colour. */
class PeelingTest {
  private static final int SIDE = 40;
  private static final float[] RED = {1, 0, 0};
  private static final float[] BLUE = {0, 0, 1};
  private static final float[] GREEN = {0, 1, 0};

  @Test
  void givenALimitOf1ThenItIsTheOneCallFromPictureToLayers() {
    RgbImage picture = painted(box(4, 4, 12, 12, RED), box(24, 20, 12, 12, BLUE));
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::notGreen)) {
      assertEquals(synthesizer.layers(picture), synthesizer.layers(picture, 1));
    }
    try (LayerSynthesizer synthesizer = LayerSynthesizer.standard()) {
      RgbImage scene = EmojiScenes.test().sample(3).picture();
      assertEquals(synthesizer.layers(scene), synthesizer.layers(scene, 1));
    }
  }

  @Test
  void givenAPictureOfOneObjectThenAnyLimitGivesTheSameLayers() {
    RgbImage picture = EmojiScenes.test().sample(3).picture();
    try (LayerSynthesizer synthesizer = LayerSynthesizer.standard()) {
      LayeredImage peeled = synthesizer.layers(picture, 4);
      assertEquals(synthesizer.layers(picture), peeled.withProvenance(without(peeled)));
      assertEquals("up to 4 layers", peeled.provenance().get("peeling"));
    }
  }

  private static Map<String, String> without(LayeredImage peeled) {
    Map<String, String> provenance = new TreeMap<>(peeled.provenance());
    provenance.remove("peeling");
    return provenance;
  }

  @Test
  void givenADetectorThatFindsTheNearestThenTheLastPeeledLayerIsTheLowest() {
    RgbImage picture = painted(box(4, 4, 20, 20, BLUE), box(14, 14, 20, 20, RED));
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::redElseBlue)) {
      LayeredImage layers = synthesizer.layers(picture, 3);
      assertEquals(List.of("layer 1", "layer 2"), names(layers));
      assertEquals(picture, layers.layers().get(1).colour());
      assertEquals(colour(picture, RED), layers.layers().get(1).mask());
      assertEquals(1, layers.layers().get(0).mask().value(5, 5));
      float[] left = layers.backdrop().toArray();
      assertTrue(left[3 * (8 * SIDE + 8) + 1] > 0.7, "green where the blue box stood alone");
    }
  }

  @Test
  void givenObjectsApartThenEachIsALayerAndTheLowerOneIsNearer() {
    RgbImage picture = painted(box(4, 20, 12, 12, RED), box(24, 4, 12, 12, BLUE));
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::notGreen)) {
      LayeredImage layers = synthesizer.layers(picture, 3);
      assertEquals(colour(picture, BLUE), layers.layers().get(0).mask());
      assertEquals(colour(picture, RED), layers.layers().get(1).mask());
      assertEquals(synthesizer.layers(picture).backdrop(), layers.backdrop());
    }
  }

  @Test
  void givenFewerLayersThanObjectsThenTheSmallestGoesToItsNeighbour() {
    RgbImage picture =
        painted(box(2, 2, 12, 12, RED), box(22, 2, 16, 16, BLUE), box(2, 20, 8, 8, RED));
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::notGreen)) {
      LayeredImage layers = synthesizer.layers(picture, 2);
      assertEquals(
          List.of(colour(picture, RED), colour(picture, BLUE)),
          layers.layers().stream().map(ImageLayer::mask).toList());
    }
  }

  @Test
  void givenACrumbThenItIsNoLayerOfItsOwn() {
    RgbImage picture = painted(box(4, 4, 16, 16, RED), box(24, 4, 4, 4, RED));
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::notGreen)) {
      LayeredImage layers = synthesizer.layers(picture, 3);
      assertEquals(List.of("foreground"), names(layers));
      assertEquals(colour(picture, RED), layers.mask());
    }
  }

  /** The parts share the soft pixels between them, and none is lost or told twice. */
  @Test
  void givenASoftMaskThenItsPartsAddUpToIt() {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      int x = i % SIDE;
      values[i] = (float) (x < 15 || x > 24 ? 0.51 + random.nextDouble() / 3 : 0.4);
    }
    Mask mask = Mask.of(SIDE, SIDE, values);
    List<Mask> parts = SalientParts.of(mask, 5);
    assertEquals(2, parts.size());
    for (int i = 0; i < values.length; i++) {
      float left = parts.get(0).toArray()[i];
      float right = parts.get(1).toArray()[i];
      assertEquals(values[i], left + right);
      assertEquals(0, Math.min(left, right));
    }
    assertEquals(0.4f, Math.max(parts.get(0).value(16, 3), parts.get(1).value(16, 3)));
  }

  @Test
  void givenADetectorThatSeesGhostsInWhatWasInpaintedThenTheyAreNoLayers() {
    RgbImage picture = painted(box(4, 4, 12, 12, RED));
    Mask always = colour(picture, RED);
    try (LayerSynthesizer synthesizer = synthesizer(any -> always)) {
      assertEquals(1, synthesizer.layers(picture, 16).layers().size());
    }
  }

  @Test
  void givenAFaintOrATinyMaskThenThereAreNoLayersAndThePictureIsTheBackdrop() {
    RgbImage tiny = painted(box(4, 4, 1, 3, RED)); // 3 of 1,600 pixels: less than 0.002
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::notGreen)) {
      assertEquals(List.of(), synthesizer.layers(tiny, 3).layers());
      assertEquals(tiny, synthesizer.layers(tiny, 3).backdrop());
    }
    RgbImage picture = painted(box(4, 4, 12, 12, RED));
    try (LayerSynthesizer synthesizer = synthesizer(seen -> notGreen(seen).times(0.5))) {
      assertEquals(List.of(), synthesizer.layers(picture, 3).layers());
    }
  }

  private static RgbImage blue() {
    return RgbImage.filled(SIDE, SIDE, 0, 0, 1);
  }

  @Test
  void givenAMaskOfEverythingThenThereIsNoBackgroundToGoBy() {
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::notGreen)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> synthesizer.layers(blue(), 3))
              .getMessage();
      assertTrue(message.contains("covers all 40x40"), message);
    }
  }

  @Test
  void givenABackgroundOfWhichNothingWouldBeLeftThenItStaysTheBackground() {
    RgbImage picture = painted(box(4, 4, 12, 12, RED));
    try (LayerSynthesizer synthesizer =
        synthesizer(
            seen ->
                colour(seen, RED).area() > 0 ? colour(seen, RED) : Mask.filled(SIDE, SIDE, 1))) {
      assertEquals(1, synthesizer.layers(picture, 3).layers().size());
    }
  }

  @Test
  void givenALimitOutsideThenOneSentenceSaysWhatIsUsual() {
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::notGreen)) {
      for (int most : List.of(0, -1, 17, Integer.MAX_VALUE)) {
        String message =
            assertThrows(IllegalArgumentException.class, () -> synthesizer.layers(blue(), most))
                .getMessage();
        assertEquals(
            "Expected a limit of 1 to 16 layers but came " + most + ": 3 is usual.", message);
      }
    }
  }

  @Test
  void givenATransparentPictureThenItIsLaidOverWhite() {
    RgbImage picture = painted(box(4, 4, 12, 12, RED));
    try (LayerSynthesizer synthesizer = synthesizer(PeelingTest::notGreen)) {
      RgbaImage transparent = RgbaImage.of(picture, Mask.filled(SIDE, SIDE, 1));
      assertEquals(synthesizer.layers(picture, 3), synthesizer.layers(transparent, 3));
    }
  }

  /** Whoever peels many pictures does so with one synthesizer. */
  @Test
  void givenPeeledPicturesThenNothingIsClosedBeforeTheSynthesizerAndEachPartOnce() {
    AtomicInteger closed = new AtomicInteger();
    SalientObjectDetector fragile =
        new Detector(
            seen -> {
              if (colour(seen, RED).area() == 0) {
                throw new IllegalStateException("Expected memory but there is none.");
              }
              return colour(seen, RED);
            },
            closed::incrementAndGet);
    try (LayerSynthesizer synthesizer =
        LayerSynthesizer.of(fragile, new SmoothInpainter(), SynthesisConfiguration.standard())) {
      RgbImage picture = painted(box(4, 4, 12, 12, RED));
      assertThrows(IllegalStateException.class, () -> synthesizer.layers(picture, 3));
      assertEquals(1, synthesizer.layers(picture, 1).layers().size());
      assertEquals(0, closed.get());
    }
    assertEquals(1, closed.get());
  }

  private static List<String> names(LayeredImage image) {
    return image.layers().stream().map(ImageLayer::name).toList();
  }

  private record Box(int x, int y, int width, int height, float[] colour) {}

  private static Box box(int x, int y, int width, int height, float[] colour) {
    return new Box(x, y, width, height, colour);
  }

  private static RgbImage painted(Box... boxes) {
    float[] rgb = new float[3 * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = GREEN[i % 3];
    }
    Stream.of(boxes)
        .forEach(
            box -> {
              for (int y = box.y; y < box.y + box.height; y++) {
                for (int x = box.x; x < box.x + box.width; x++) {
                  System.arraycopy(box.colour, 0, rgb, 3 * (y * SIDE + x), 3);
                }
              }
            });
    return RgbImage.of(SIDE, SIDE, rgb);
  }

  /** 1 where a pixel is exactly of this colour. */
  private static Mask colour(RgbImage picture, float[] colour) {
    float[] values = new float[picture.width() * picture.height()];
    float[] rgb = picture.toArray();
    for (int i = 0; i < values.length; i++) {
      boolean same =
          rgb[3 * i] == colour[0] && rgb[3 * i + 1] == colour[1] && rgb[3 * i + 2] == colour[2];
      values[i] = same ? 1 : 0;
    }
    return Mask.of(picture.width(), picture.height(), values);
  }

  private static Mask notGreen(RgbImage picture) {
    float[] red = colour(picture, RED).toArray();
    float[] blue = colour(picture, BLUE).toArray();
    for (int i = 0; i < red.length; i++) {
      red[i] = Math.max(red[i], blue[i]);
    }
    return Mask.of(picture.width(), picture.height(), red);
  }

  private static Mask redElseBlue(RgbImage picture) {
    Mask red = colour(picture, RED);
    return red.area() > 0 ? red : colour(picture, BLUE);
  }

  private static LayerSynthesizer synthesizer(Function<RgbImage, Mask> detection) {
    return LayerSynthesizer.of(
        new Detector(detection, () -> {}),
        new SmoothInpainter(),
        SynthesisConfiguration.standard());
  }

  private record Detector(Function<RgbImage, Mask> detection, Runnable closing)
      implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      return detection.apply(picture);
    }

    @Override
    public String description() {
      return "by colour";
    }

    @Override
    public void close() {
      closing.run();
    }
  }
}
