package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.parity.Fixture;
import org.text2layer.pipeline.SamplerFactory;

/** Where the processor has no native bfloat16, these check that it is refused instead. */
class PrecisionPictureTest {
  private static final GenerationRequest APPLE =
      GenerationRequest.of("a red apple on a wooden table in a room").seed(7);

  /** Mean over all pixels; five captions differ by 0.5 to 0.9 of 255. */
  private static final double SIMILAR_PICTURE = 2.0 / 255;

  private static final boolean FAST = Precision.BFLOAT16.isFastOn(ComputeDevice.best());

  @TempDir Path folder;

  @Test
  void givenBfloat16ThenThePictureIsSimilarAndSaysSoAndTheModelIsNotSaved() {
    if (!FAST) {
      assertRefused(() -> Text2Layer.load(Precision.BFLOAT16));
      return;
    }
    try (Text2Layer full = Text2Layer.load();
        Text2Layer narrow = Text2Layer.load(Precision.BFLOAT16)) {
      var expected = full.generate(APPLE);
      var found = narrow.generate(APPLE);
      double difference = meanDifference(expected.composed(), found.composed());
      assertTrue(0 < difference && difference < SIMILAR_PICTURE, "differs by " + difference);
      assertEquals("bfloat16", found.provenance().get("precision"));
      assertFalse(expected.provenance().containsKey("precision"));
      assertTrue(narrow.toString().contains("bfloat16"), narrow.toString());
      double again =
          meanDifference(
              full.reconstruct(expected).composed(), narrow.reconstruct(expected).composed());
      assertTrue(again < SIMILAR_PICTURE, "reconstructions differ by " + again);

      Path target = folder.resolve("model");
      String message =
          assertThrows(IllegalStateException.class, () -> narrow.save(target)).getMessage();
      assertTrue(message.contains("save") && message.contains("bfloat16"), message);
      assertFalse(Files.exists(target));
      full.save(target);
      try (Text2Layer read = Text2Layer.load(target, Precision.BFLOAT16)) {
        assertEquals(found.composed(), read.generate(APPLE).composed());
      }
    }
  }

  @Test
  void givenBfloat16ThenStableDiffusionsPictureIsSimilar() {
    Path tiny = Fixture.folder("tiny-stable-diffusion");
    if (!FAST) {
      assertRefused(() -> StableDiffusion.load(tiny, Precision.BFLOAT16));
      return;
    }
    try (StableDiffusion full = StableDiffusion.load(tiny);
        StableDiffusion narrow = StableDiffusion.load(tiny, Precision.BFLOAT16)) {
      GenerationRequest measured = APPLE.sampler(SamplerFactory.ddim());
      double difference = meanDifference(full.generate(measured), narrow.generate(measured));
      assertTrue(0 < difference && difference < SIMILAR_PICTURE, "differs by " + difference);
      assertEquals("bfloat16", narrow.provenance(APPLE).get("precision"));
    }
  }

  private static void assertRefused(Supplier<AutoCloseable> load) {
    String message = assertThrows(IllegalArgumentException.class, load::get).getMessage();
    assertTrue(message.contains("native bfloat16") && message.contains("FLOAT32"), message);
  }

  private static double meanDifference(RgbImage a, RgbImage b) {
    float[] left = a.toArray();
    float[] right = b.toArray();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.abs(left[i] - right[i]);
    }
    return sum / left.length;
  }
}
