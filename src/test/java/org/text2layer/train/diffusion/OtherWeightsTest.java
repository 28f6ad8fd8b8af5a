package org.text2layer.train.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.LayeredSample;
import org.text2layer.diffusion.Prediction;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PictureSize;
import org.text2layer.pipeline.SchedulerConfiguration;
import org.text2layer.pipeline.TinyPipelines;
import org.text2layer.pipeline.TinyPipelines.Letters;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingReport;
import org.text2layer.train.run.TrainingRun;

/**
 * What was encoded or begun with other weights, or under another encoder, is never taken for this.
 */
@Tag("digits")
class OtherWeightsTest {
  private static final int SIZE = 16;
  private static final SchedulerConfiguration SCHEDULER = SchedulerConfiguration.stableDiffusion();

  private final NDManager manager = NDManager.newBaseManager();

  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  private LatentSpace space(long seed) {
    return LatentSpace.layered(TinyPipelines.layered(manager, seed));
  }

  private static TrainingData<LayeredSample> samples() {
    RgbImage picture = RgbImage.filled(SIZE, SIZE, 0.2f, 0.4f, 0.6f);
    LayeredImage layers = LayeredImage.twoLayer(picture, picture, Mask.filled(SIZE, SIZE, 0.5f));
    return TrainingData.of("one", List.of(new LayeredSample("a pear", picture, layers)));
  }

  private float[] cached(LatentSpace space, TextEncoder text) {
    LatentEncoder encoder = new LatentEncoder(manager, space, text, PictureSize.square(SIZE));
    try (LatentCache cache =
        LatentCache.build(folder, samples(), encoder, LatentCache.Draw.MEAN, 0, done -> {})) {
      return cache.data().get(0).mean();
    }
  }

  private static void assertRefused(Runnable work, String... parts) {
    String message = assertThrows(TrainingException.class, work::run).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), part + " is not in: " + message);
    }
  }

  @Test
  void givenACacheThenTheSameNetworksFindItAndOtherWeightsOfTheSameStructureDoNot() {
    float[] first = cached(space(1), TinyPipelines.letters());
    assertArrayEquals(first, cached(space(1), TinyPipelines.letters()));
    assertRefused(() -> cached(space(2), TinyPipelines.letters()), "choose another folder");
  }

  @Test
  void givenACacheOfFewerSamplesThenItIsNotTakenForOneOfMore() {
    cached(space(1), TinyPipelines.letters());
    TrainingData<LayeredSample> twice =
        TrainingData.of("one", List.of(samples().get(0), samples().get(0)));
    LatentEncoder encoder =
        new LatentEncoder(manager, space(1), TinyPipelines.letters(), PictureSize.square(SIZE));
    assertRefused(
        () -> LatentCache.build(folder, twice, encoder, LatentCache.Draw.MEAN, 0, done -> {}),
        "choose another folder");
  }

  @Test
  void givenACacheThenAnotherTextEncoderOfTheSameClassIsRefused() {
    cached(space(1), TinyPipelines.letters());
    assertRefused(() -> cached(space(1), new Letters("other letters")), "other letters");
  }

  private TrainingReport run(LatentSpace space, TextEncoder text, FineTuning tuning, long seed) {
    UNet unet = TinyPipelines.unet(manager, space, text.width());
    if (seed != 0) {
      UNet other = UNet.of(unet.configuration());
      FreshWeights.draw(other, manager, seed);
      unet = other;
    }
    LatentDiffusion pipeline = LatentDiffusion.of(text, unet, SCHEDULER, space);
    float[] latent = new float[4 * 8 * 8];
    float[] context = new float[text.positions() * text.width()];
    TrainingData<LatentSample> data =
        TrainingData.of("zeros", List.of(LatentSample.of(latent, context)));
    DiffusionTask task =
        DiffusionTask.of(
                pipeline, manager, AdamWConfiguration.of(1e-3), DiffusionConfiguration.paper())
            .withFineTuning(tuning);
    return TrainingRun.of(task, data, TrainingConfiguration.of(2, 1).withAverageDecay(0), folder)
        .withOptions(RunOptions.standard().withPreviewEvery(0))
        .run();
  }

  @Test
  void givenABegunTrainingThenOtherLatentsAndAnotherEncoderAreRefused() {
    FineTuning full = FineTuning.full();
    assertEquals(2, run(space(1), TinyPipelines.letters(), full, 0).steps());
    assertEquals(2, run(space(1), TinyPipelines.letters(), full, 0).steps());
    assertRefused(() -> run(space(2), TinyPipelines.letters(), full, 0), "latents");
    assertRefused(() -> run(space(1), new Letters("other letters"), full, 0), "other letters");
  }

  @Test
  void givenABegunLowRankTrainingThenAnotherUNetUnderItsAdaptersIsRefused() {
    FineTuning tuning = FineTuning.lowRank(2);
    run(space(1), TinyPipelines.letters(), tuning, 0);
    assertRefused(() -> run(space(1), TinyPipelines.letters(), tuning, 5), "frozen");
  }

  @Test
  void givenVelocityThenATrainingBegunWithEpsilonIsRefused() {
    run(space(1), TinyPipelines.letters(), FineTuning.full(), 0);
    LatentSpace space = space(1);
    LatentDiffusion velocity =
        LatentDiffusion.of(
            TinyPipelines.letters(),
            TinyPipelines.unet(manager, space, 8),
            SCHEDULER.withPrediction(Prediction.VELOCITY),
            space);
    DiffusionTask task =
        DiffusionTask.of(
            velocity, manager, AdamWConfiguration.of(1e-3), DiffusionConfiguration.paper());
    TrainingData<LatentSample> data =
        TrainingData.of("zeros", List.of(LatentSample.of(new float[256], new float[32])));
    assertRefused(
        () ->
            TrainingRun.of(task, data, TrainingConfiguration.of(2, 1).withAverageDecay(0), folder)
                .run(),
        "VELOCITY");
  }
}
