package org.text2layer.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.experiment.truth.LayerAccuracy;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.model.inpainting.SmoothInpainter;

class LayerSynthesizerTest {
  private static final SynthesisConfiguration SMALL =
      SynthesisConfiguration.standard().withWorkingSize(64);

  @Test
  void givenAnOblongPictureThenItsMiddleComesAtTheWorkingSize() {
    RgbImage picture = random(150, 90);
    SynthesisConfiguration centre = SMALL.withFraming(Framing.CENTRE);
    SynthesizedSample sample = synthesize(picture, centre, 0.6f);
    RgbImage middle = picture.crop(30, 0, 90, 90);
    assertEquals(middle.resized(64, 64, Resampling.BICUBIC), sample.picture());
    assertEquals("a box", sample.caption());
    assertEquals(sample, synthesize(picture, centre, 0.6f));
  }

  @Test
  void givenASoftMaskThenTheForegroundIsBlackUpToTheThresholdAndThePictureAboveIt() {
    RgbImage picture = random(64, 64);
    SynthesizedSample sample = synthesize(picture, SMALL, 0.6f);
    for (int x = 0; x < 64; x++) {
      float expected = sample.mask().value(x, 32) > 0.1f ? picture.value(x, 32, 1) : 0;
      assertEquals(expected, sample.foreground().value(x, 32, 1));
    }
    SynthesizedSample faint = synthesize(picture, SMALL, 0.1f);
    assertEquals(RgbImage.filled(64, 64, 0, 0, 0), faint.foreground());
    assertEquals(picture, faint.background());
  }

  @Test
  void givenAMaskThenTheHoleIsItsDilationAndOnlyTheHoleIsInpainted() {
    RgbImage picture = random(64, 64);
    SynthesizedSample sample = synthesize(picture, SMALL, 0.6f);
    assertEquals(2, SMALL.dilationRadius());
    assertEquals(MaskDilation.dilated(sample.mask(), 2), sample.dilatedMask());
    assertEquals(sample.dilatedMask().thresholded(0.1f), sample.hole());
    assertEquals(picture, Inpainter.pasted(sample.background(), picture, sample.hole()));
    assertTrue(!picture.equals(sample.background()));
    assertEquals(sample.layers(), sample.toLayeredSample().layers());
  }

  @Test
  void givenATransparentPictureThenItIsLaidOverWhite() {
    RgbaImage picture = RgbaImage.of(RgbImage.filled(64, 64, 0, 0, 0), Mask.filled(64, 64, 0.25f));
    try (LayerSynthesizer synthesizer = synthesizer(SMALL, 0.6f)) {
      SynthesizedSample sample = synthesizer.synthesize(picture, "a box");
      assertEquals(RgbImage.filled(64, 64, 0.75f, 0.75f, 0.75f), sample.picture());
    }
  }

  @Test
  void givenAWholePictureThenItsLayersHaveItsOwnSizeAndComposeToItOutsideTheHole() {
    RgbImage picture = random(150, 90);
    Box detector = new Box(0.6f);
    try (LayerSynthesizer synthesizer =
        LayerSynthesizer.of(detector, new SmoothInpainter(), SMALL)) {
      LayeredImage layers = synthesizer.layers(picture);
      assertEquals(detector.detect(picture), layers.mask());
      assertEquals(picture, layers.foreground());
      Mask hole = MaskDilation.dilated(layers.mask(), 3).thresholded(0.1f); // 90 / 32 = 2.8
      assertEquals(picture, Inpainter.pasted(layers.background(), picture, hole));
      float[] known = hole.inverted().toArray();
      float[] composed = layers.composed().toArray();
      float[] original = picture.toArray();
      for (int i = 0; i < composed.length; i++) {
        assertEquals(original[i], known[i / 3] > 0 ? composed[i] : original[i], 1e-6);
      }
      assertEquals(
          "150x90 pixels, visible above 0.1, dilated by 3 pixels, colours as pictured",
          layers.provenance().get("synthesis"));
      assertEquals("box", layers.provenance().get("detector"));
    }
  }

  @Test
  void givenAWholePictureWithoutAnObjectThenItIsTheBackground() {
    RgbImage picture = random(30, 50);
    try (LayerSynthesizer synthesizer =
        LayerSynthesizer.of(new Box(0), new SmoothInpainter(), SMALL)) {
      LayeredImage layers = synthesizer.layers(picture);
      assertEquals(picture, layers.background());
      assertEquals(0, layers.mask().area());
    }
  }

  @Test
  void givenAMaskThatCoversAllThenThereIsNoBackgroundToGoBy() {
    try (LayerSynthesizer synthesizer =
        LayerSynthesizer.of(new Everything(), new SmoothInpainter(), SMALL)) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> synthesizer.synthesize(random(70, 70), "a box"))
              .getMessage();
      assertTrue(message.contains("covers all 64x64"), message);
    }
  }

  @Test
  void givenNumbersOutsideTheirRangesThenTheyAreRefused() {
    SynthesisConfiguration standard = SynthesisConfiguration.standard();
    assertThrows(IllegalArgumentException.class, () -> standard.withWorkingSize(8));
    assertThrows(IllegalArgumentException.class, () -> standard.withDilation(0.3));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SynthesisConfiguration(256, 1, 0.1, Framing.CENTRE));
  }

  @Test
  void givenSamplesOfKnownLayersThenTheStandardRecipeComesNearThem() {
    EmojiScenes scenes = EmojiScenes.test();
    List<LayerAccuracy> rows = new ArrayList<>();
    try (LayerSynthesizer synthesizer = LayerSynthesizer.standard()) {
      for (long seed = 0; seed < 4; seed++) {
        LayeredSample truth = scenes.sample(seed);
        SynthesizedSample sample = synthesizer.synthesize(truth.picture(), truth.caption());
        assertEquals(sample, synthesizer.synthesize(truth.picture(), truth.caption()));
        rows.add(LayerAccuracy.of(truth, sample));
      }
    }
    double iou = rows.stream().mapToDouble(row -> row.mask().iou()).average().orElseThrow();
    double psnr = rows.stream().mapToDouble(LayerAccuracy::holePsnr).average().orElseThrow();
    assertTrue(iou > 0.9, rows.toString());
    assertTrue(psnr > 18, rows.toString());
  }

  private static SynthesizedSample synthesize(
      RgbImage picture, SynthesisConfiguration configuration, float opacity) {
    try (LayerSynthesizer synthesizer = synthesizer(configuration, opacity)) {
      return synthesizer.synthesize(picture, "a box");
    }
  }

  private static LayerSynthesizer synthesizer(SynthesisConfiguration configuration, float opacity) {
    return LayerSynthesizer.of(new Box(opacity), new SmoothInpainter(), configuration);
  }

  /** Finds the middle, ever fainter to the right. */
  private record Box(float opacity) implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      int width = picture.width();
      int height = picture.height();
      float[] values = new float[width * height];
      for (int i = 0; i < values.length; i++) {
        int x = i % width;
        int y = i / width;
        boolean inside = x > width / 4 && x < 3 * width / 4 && y > height / 4 && y < 3 * height / 4;
        values[i] = inside ? opacity * (1 - (float) x / width) : 0;
      }
      return Mask.of(width, height, values);
    }

    @Override
    public String description() {
      return "box";
    }

    @Override
    public void close() {}
  }

  /** Finds that all is in front. */
  private record Everything() implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      return Mask.filled(picture.width(), picture.height(), 1);
    }

    @Override
    public String description() {
      return "everything";
    }

    @Override
    public void close() {}
  }

  private static RgbImage random(int width, int height) {
    SplittableRandom random = new SplittableRandom(3);
    float[] rgb = new float[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (float) random.nextDouble();
    }
    return RgbImage.of(width, height, rgb);
  }
}
