package org.text2layer.train.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.diffusion.Prediction;
import org.text2layer.image.PictureReader;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.pipeline.SchedulerConfiguration;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingLog;
import org.text2layer.train.run.TrainingRun;

class DiffusionTaskTest {
  private static final SchedulerConfiguration SCHEDULER = SchedulerConfiguration.stableDiffusion();

  @TempDir Path folder;

  private static UNet unet(NDManager manager, int channels) {
    UNet unet =
        UNet.of(
            new UNetConfiguration(
                8,
                channels,
                channels,
                List.of(16, 16),
                1,
                4,
                List.of(2, 2),
                List.of(true, false),
                4,
                false));
    FreshWeights.draw(unet, manager, 1);
    return unet;
  }

  /** Layers of two kinds: all dark under the caption "a", all bright under "bb". */
  private static List<LatentSample> samples() {
    float[] dark = new float[7 * 64];
    Arrays.fill(dark, -0.8f);
    float[] bright = new float[7 * 64];
    Arrays.fill(bright, 0.8f);
    return List.of(
        LatentSample.of(dark, new float[] {0, 1, 0, 0}),
        LatentSample.of(bright, new float[] {0, 0, 1, 0}));
  }

  private static DiffusionTask task(NDManager manager, int channels) {
    return DiffusionTask.of(
        Lengths.pipeline(unet(manager, channels), SCHEDULER),
        manager,
        AdamWConfiguration.of(1e-3),
        DiffusionConfiguration.paper());
  }

  @Test
  void givenTwoKindsOfPicturesThenTheModelLearnsThemAndSamplesFollowTheCaption() {
    try (NDManager manager = NDManager.newBaseManager()) {
      DiffusionTask task =
          DiffusionTask.of(
                  Lengths.pipeline(unet(manager, 7), SCHEDULER.withPrediction(Prediction.VELOCITY)),
                  manager,
                  AdamWConfiguration.of(3e-3),
                  DiffusionConfiguration.paper())
              .withHeldOut(samples())
              .withPreviews(new PreviewPlan(List.of("a", "bb"), 1, 10, 1));
      TrainingRun.of(
              task,
              TrainingData.of("two kinds", 64, index -> samples().get((int) (index % 2))),
              TrainingConfiguration.of(90, 8).withAverageDecay(0.9),
              folder)
          .withOptions(
              RunOptions.standard()
                  .withCheckpoints(90, 1)
                  .withPreviewEvery(90)
                  .withHeldOutEvery(30))
          .run();
      List<LogRow> rows = TrainingLog.read(folder);
      double first = rows.get(29).heldOut().total().orElseThrow();
      double last = rows.get(89).heldOut().total().orElseThrow();
      assertTrue(last < 0.9 * first && last < 0.3, first + " fell to " + last);
      float dark = brightness("sample-00-background");
      float bright = brightness("sample-01-background");
      assertTrue(bright > dark + 0.3f, "brightness " + dark + " and " + bright);
    }
  }

  private float brightness(String name) {
    Path file = folder.resolve("previews/0000000090").resolve(name + ".png");
    float[] values = PictureReader.standard().read(file).toArray();
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Test
  void givenAPreviewThenThereIsAPictureALayerAndALatentWithoutLayersIsOnePicture() {
    try (NDManager manager = NDManager.newBaseManager()) {
      DiffusionTask task = task(manager, 7).withPreviews(new PreviewPlan(List.of("a"), 1, 2, 3));
      assertEquals(
          Set.of(
              "sample-00-composed",
              "sample-00-foreground",
              "sample-00-background",
              "sample-00-mask"),
          task.preview(manager).keySet());
      assertEquals(Map.of("sample-00", "a"), task.previewCaptions());
    }
  }

  @Test
  void givenAUNetOfOtherChannelsThenItIsRefusedBeforeTheFirstStep() {
    try (NDManager manager = NDManager.newBaseManager()) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> task(manager, 4)).getMessage();
      assertTrue(message.contains("UNet of 7 channels in and 7 out"), message);
    }
  }

  @Test
  void givenABatchThenAStepsMemoryIsKnownUnlessSomeWeightsAreFrozen() {
    try (NDManager manager = NDManager.newBaseManager()) {
      DiffusionTask task = task(manager, 7);
      LatentSample sample = samples().get(0);
      long one = task.leastStepBytes(sample, 1).orElseThrow();
      long nine = task.leastStepBytes(sample, 9).orElseThrow();
      long five = task.leastStepBytes(sample, 5).orElseThrow();
      assertTrue(one < five && five < nine, one + ", " + five + ", " + nine);
      assertEquals(five - one, nine - five, 0.01 * (five - one));
      DiffusionTask tuned = task.withFineTuning(FineTuning.attention());
      assertTrue(tuned.leastStepBytes(sample, 1).isEmpty());
    }
  }
}
