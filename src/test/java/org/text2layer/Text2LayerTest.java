package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.pipeline.SamplerFactory;

class Text2LayerTest {
  private static final GenerationRequest APPLE =
      GenerationRequest.of("a red apple on a wooden table in a room").seed(7).steps(3);

  /** Means of pictures may differ in the last bits with the batch's size. */
  private static final double SAME_PICTURE = 2.0 / 255;

  private static Text2Layer model;

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    model = Text2Layer.load();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void givenACaptionThenFourPicturesAndTheirProvenanceComeOut() {
    LayeredImage picture = model.generate(APPLE);

    assertEquals(256, picture.width());
    assertEquals(256, picture.height());
    assertEquals("a red apple on a wooden table in a room", picture.provenance().get("caption"));
    assertEquals("7", picture.provenance().get("seed"));
    assertEquals("DPM-Solver++ 2M Karras", picture.provenance().get("sampler"));
    assertEquals("3", picture.provenance().get("steps"));
    assertEquals("5.0", picture.provenance().get("guidance"));
    assertTrue(model.toString().contains("256x256"), model.toString());
  }

  @Test
  void givenTheSameRequestThenTheSameBytesAndAnotherSeedAnotherPicture() {
    LayeredImage once = model.generate(APPLE);
    assertEquals(once, model.generate(APPLE));
    assertNotEquals(once.composed(), model.generate(APPLE.seed(8)).composed());
  }

  @Test
  void givenSeveralPicturesThenEachIsTheOneOfItsSeedAlone() {
    Gallery gallery =
        model.generateAll(APPLE.seed(5).count(6).steps(2).sampler(SamplerFactory.ddim(1)));
    assertEquals(6, gallery.size());
    assertEquals("seed 10", gallery.labels().get(5));
    for (int i : new int[] {0, 2, 5}) {
      LayeredImage alone =
          model.generate(APPLE.seed(5 + i).steps(2).sampler(SamplerFactory.ddim(1)));
      assertEquals(Integer.toString(5 + i), gallery.get(i).provenance().get("seed"));
      double difference = meanDifference(alone.composed(), gallery.get(i).composed());
      assertTrue(difference < SAME_PICTURE, "seed " + (5 + i) + " differs by " + difference);
    }
  }

  @Test
  void givenAnotherSizeThenItsPicturesHaveItInAnyBatchAndNoOtherThanMultiplesAreTaken() {
    GenerationRequest wide = APPLE.size(192, 96).count(3).steps(2);
    Gallery together = model.generateAll(wide.batch(3));
    Gallery alone = model.generateAll(wide.batch(1));
    for (int i = 0; i < 3; i++) {
      assertEquals(192, together.get(i).width());
      assertEquals(96, together.get(i).mask().height());
      double difference = meanDifference(together.get(i).composed(), alone.get(i).composed());
      assertTrue(difference < SAME_PICTURE, "picture " + i + " differs by " + difference);
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> model.generate(APPLE.size(200, 96)))
            .getMessage();
    assertTrue(message.contains("multiples of 32") && message.contains("192x96"), message);
    assertThrows(IllegalArgumentException.class, () -> APPLE.batch(0));
  }

  @Test
  void givenANegativeCaptionThenThePictureIsSteeredAndSaysSo() {
    LayeredImage picture = model.generate(APPLE.negative("a photo of snow"));
    assertEquals("a photo of snow", picture.provenance().get("negative"));
    assertTrue(meanDifference(picture.composed(), model.generate(APPLE).composed()) > SAME_PICTURE);
  }

  @Test
  void givenAListenerThenItSeesEveryStepACheapPreviewAndTheResult() {
    List<String> seen = new ArrayList<>();
    GenerationListener listener =
        new GenerationListener() {
          @Override
          public void onStarted(int totalSteps) {
            seen.add("started " + totalSteps);
          }

          @Override
          public void onStep(GenerationListener.Step step) {
            LayeredImage preview = step.preview();
            seen.add(step.index() + "/" + step.total() + " " + preview.width());
          }

          @Override
          public void onFinished(Gallery pictures) {
            seen.add("finished " + pictures.size());
          }
        };
    LayeredImage followed = model.generate(APPLE, listener);
    assertEquals(List.of("started 3", "0/3 128", "1/3 128", "2/3 128", "finished 1"), seen);
    assertEquals(model.generate(APPLE), followed, "previews change nothing");
  }

  @Test
  void givenSeveralBatchesThenTheStepsCountOn() {
    List<Integer> steps = new ArrayList<>();
    model.generateAll(APPLE.count(5).steps(1), step -> steps.add(step.index() * 10 + step.total()));
    assertEquals(List.of(2, 12), steps);
  }

  @Test
  void givenAListenerThatCancelsThenItStopsAfterThatStepAndTheListenerIsTold() {
    List<Integer> steps = new ArrayList<>();
    List<RuntimeException> reasons = new ArrayList<>();
    GenerationListener cancelling =
        new GenerationListener() {
          @Override
          public void onStep(GenerationListener.Step step) {
            steps.add(step.index());
            step.cancel();
          }

          @Override
          public void onStopped(RuntimeException reason) {
            reasons.add(reason);
          }
        };
    RuntimeException thrown =
        assertThrows(CancellationException.class, () -> model.generate(APPLE, cancelling));
    assertEquals(List.of(0), steps);
    assertEquals(List.of(thrown), reasons);
  }

  @Test
  void givenAnInterruptThenItStopsWithinAStepAndTheModelStaysUsable() {
    List<Integer> steps = new ArrayList<>();
    GenerationListener interrupting =
        step -> {
          steps.add(step.index());
          Thread.currentThread().interrupt();
        };
    assertThrows(CancellationException.class, () -> model.generate(APPLE, interrupting));
    assertEquals(1, steps.size());
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(256, model.generate(APPLE.steps(1)).width());
  }

  @Test
  void givenManyGenerationsAndCancellationsThenNoNativeArrayStays() {
    model.generate(APPLE.steps(1));
    int before = model.openArrays();
    for (int i = 0; i < 5; i++) {
      model.generate(APPLE.steps(2), GenerationListener.Step::preview);
      assertThrows(
          CancellationException.class,
          () -> model.generate(APPLE, GenerationListener.Step::cancel));
    }
    assertEquals(before, model.openArrays());
  }

  @Test
  void givenASavedModelThenItsFolderGivesTheSamePicture() throws IOException {
    model.save(folder);
    try (Text2Layer copy = Text2Layer.load(folder)) {
      assertEquals(model.generate(APPLE).composed(), copy.generate(APPLE).composed());
      assertEquals(folder.toString(), copy.generate(APPLE.steps(1)).provenance().get("model"));
    }
    Files.delete(folder.resolve("vae/config.json"));
    Path unet = folder.resolve("unet/diffusion_pytorch_model.safetensors");
    Files.delete(unet);
    assertMessage(folder, "vae/config.json", "unet/diffusion_pytorch_model.safetensors");
  }

  @Test
  void givenTruncatedOrSwappedWeightsThenOneSentenceSaysSo() throws IOException {
    model.save(folder);
    Path unet = folder.resolve("unet/diffusion_pytorch_model.safetensors");
    Path autoencoder = folder.resolve("vae/diffusion_pytorch_model.safetensors");
    byte[] good = Files.readAllBytes(autoencoder);

    Files.write(autoencoder, Arrays.copyOf(good, good.length - 5));
    assertMessage(folder, autoencoder.toString(), "ends 5 bytes early");
    Files.copy(unet, autoencoder, StandardCopyOption.REPLACE_EXISTING);
    assertMessage(folder, autoencoder.toString(), "missing", "unknown");
    Files.writeString(folder.resolve("unet/config.json"), "[]");
    assertMessage(folder, "unet/config.json");
  }

  @Test
  void givenTrueLayersThenTheirReconstructionIsCloseAndOtherSizesAreRefused() {
    LayeredImage layers = EmojiScenes.test().sample(7).layers();
    int before = model.openArrays();
    LayeredImage again = model.reconstruct(layers);
    assertTrue(meanDifference(layers.composed(), again.composed()) < 0.06);
    assertTrue(Math.abs(layers.mask().area() - again.mask().area()) < 0.01);
    assertEquals(before, model.openArrays());
    LayeredImage odd = layers.resized(100, 100, Resampling.BICUBIC);
    assertThrows(IllegalArgumentException.class, () -> model.reconstruct(odd));
  }

  @Test
  void givenAClosedModelThenGeneratingIsRefused() {
    Text2Layer closed = Text2Layer.load();
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.generate("a red apple"));
  }

  private static void assertMessage(Path folder, String... parts) {
    String message =
        assertThrows(WeightsException.class, () -> Text2Layer.load(folder)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), part + " is not in: " + message);
    }
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
