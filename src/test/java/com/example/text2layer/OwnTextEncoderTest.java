package com.example.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.SamplerFactory;
import org.text2layer.pipeline.SchedulerConfiguration;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.diffusion.DiffusionConfiguration;
import org.text2layer.train.diffusion.DiffusionTask;
import org.text2layer.train.diffusion.LatentCache;
import org.text2layer.train.diffusion.LatentEncoder;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.run.Checkpoint;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingRun;

/** A text encoder of a user's own, by public types alone: trained under, saved, loaded, asked. */
class OwnTextEncoderTest {
  private static final int SIZE = 64;

  @TempDir Path folder;

  /** Counts letters: one token of 26 numbers. */
  private record LetterCounts(boolean broken) implements TextEncoder {
    @Override
    public NDArray encode(NDManager manager, List<String> captions) {
      if (broken) {
        throw new IllegalStateException("the letters ran out");
      }
      float[] counts = new float[captions.size() * width()];
      for (int i = 0; i < captions.size(); i++) {
        for (char letter : captions.get(i).toLowerCase(Locale.ROOT).toCharArray()) {
          if (letter >= 'a' && letter <= 'z') {
            counts[i * width() + letter - 'a'] += 0.2f;
          }
        }
      }
      return manager.create(counts, new Shape(captions.size(), positions(), width()));
    }

    @Override
    public int positions() {
      return 1;
    }

    @Override
    public int tokens(String caption) {
      return 1;
    }

    @Override
    public int width() {
      return 26;
    }

    @Override
    public String description() {
      return "letter counts, version 1";
    }

    @Override
    public void close() {}
  }

  private static TrainingData<LayeredSample> scenes() {
    EmojiScenes scenes = EmojiScenes.train().resized(SIZE);
    return TrainingData.of("a few scenes", 8, scenes::sample);
  }

  private static LatentDiffusion fresh(NDManager manager, TextEncoder encoder) {
    LayeredAutoencoder autoencoder =
        LayeredAutoencoder.of(
            new AutoencoderConfiguration(
                LayerLayout.layered().channels(), List.of(8, 8, 16), 1, 4, 4, 1));
    FreshWeights.drawShortcuts(autoencoder, manager, 0);
    TrainingData<LayeredSample> data = scenes();
    List<LayeredImage> pictures = List.of(data.get(0).layers(), data.get(1).layers());
    LatentSpace space = LatentSpace.measured(autoencoder, pictures);
    UNetConfiguration structure =
        new UNetConfiguration(
            SIZE / space.downscale(),
            space.channels(),
            space.channels(),
            List.of(8, 16),
            1,
            encoder.width(),
            List.of(2, 2),
            List.of(true, true),
            4,
            false);
    UNet unet = UNet.of(structure);
    FreshWeights.drawShortcuts(unet, manager, 0);
    return LatentDiffusion.of(encoder, unet, SchedulerConfiguration.stableDiffusion(), space);
  }

  private void train(NDManager manager, LatentDiffusion pipeline) {
    LatentEncoder encoder = LatentEncoder.of(manager, pipeline);
    try (LatentCache latents =
        LatentCache.build(
            folder.resolve("latents"), scenes(), encoder, LatentCache.Draw.MEAN, 0, done -> {})) {
      DiffusionTask task =
          DiffusionTask.of(
              pipeline, manager, AdamWConfiguration.of(1e-3), DiffusionConfiguration.paper());
      TrainingRun.of(
              task,
              latents.data(),
              TrainingConfiguration.of(3, 4).withAverageDecay(0.5),
              folder.resolve("run"))
          .withOptions(RunOptions.standard().withPreviewEvery(0))
          .run();
    }
  }

  @Test
  void givenAnEncoderOfOnesOwnThenItTrainsIsSavedLoadedAndFollowed() {
    TextEncoder encoder = new LetterCounts(false);
    Path model = folder.resolve("model");
    try (NDManager manager = NDManager.newBaseManager()) {
      LatentDiffusion pipeline = fresh(manager, encoder);
      train(manager, pipeline);
      UNet fresh = UNet.of(pipeline.unet().configuration());
      UNet learned =
          Checkpoint.required(folder.resolve("run"))
              .load(DiffusionTask.GROUP, fresh, manager, Precision.FLOAT32);
      PipelineFolder.of(model).write(pipeline.withUNet(learned));
    }
    GenerationRequest pear =
        GenerationRequest.of("a pear").steps(2).sampler(SamplerFactory.ddim()).seed(3);
    try (Text2Layer loaded = Text2Layer.load(model, encoder)) {
      LayeredImage picture = loaded.generate(pear);
      assertEquals(SIZE, picture.width());
      assertEquals(picture, loaded.generate(pear));
      assertNotEquals(picture.composed(), loaded.generate(pear.caption("zzzz")).composed());
    }
    String message =
        assertThrows(WeightsException.class, () -> Text2Layer.load(model)).getMessage();
    assertTrue(message.contains("'letter counts, version 1'"), message);
  }

  @Test
  void givenAnEncoderThatThrowsThenItsReasonComesOutAndNothingStays() {
    try (NDManager manager = NDManager.newBaseManager()) {
      LatentDiffusion pipeline = fresh(manager, new LetterCounts(true));
      int before = manager.getManagedArrays().size();
      String message =
          assertThrows(IllegalStateException.class, () -> train(manager, pipeline)).getMessage();
      assertEquals("the letters ran out", message);
      assertEquals(before, manager.getManagedArrays().size());
    }
  }
}
