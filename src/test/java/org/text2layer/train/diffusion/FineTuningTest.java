package org.text2layer.train.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.diffusion.Denoiser;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.Autograd;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.pipeline.SchedulerConfiguration;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.run.Checkpoint;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingRun;

class FineTuningTest {
  private static final Shape LATENT = new Shape(7, 8, 8);
  private static final AdamWConfiguration OPTIMIZER = AdamWConfiguration.of(0.02);

  @TempDir Path folder;

  private static UNet unet(NDManager manager) {
    UNet unet =
        UNet.of(
            new UNetConfiguration(
                8, 7, 7, List.of(16, 16), 1, 4, List.of(2, 2), List.of(true, false), 4, false));
    FreshWeights.draw(unet, manager, 1);
    return unet;
  }

  private DiffusionTask trained(UNet unet, NDManager manager, FineTuning tuning) {
    DiffusionTask task =
        DiffusionTask.of(
                Lengths.pipeline(unet, SchedulerConfiguration.stableDiffusion()),
                manager,
                OPTIMIZER,
                DiffusionConfiguration.paper())
            .withFineTuning(tuning);
    TrainingData<LatentSample> data =
        TrainingData.of(
            "noise",
            8,
            index ->
                LatentSample.of(
                    PictureNoise.of(index).gaussian((int) LATENT.size()),
                    new float[] {0, 1, 0, 0}));
    TrainingRun.of(task, data, TrainingConfiguration.of(3, 4).withAverageDecay(0), folder)
        .withOptions(RunOptions.standard().withPreviewEvery(0))
        .run();
    return task;
  }

  private static Map<String, float[]> values(UNet unet) {
    Map<String, float[]> values = new LinkedHashMap<>();
    unet.namedParameters()
        .forEach((name, parameter) -> values.put(name, parameter.getArray().toFloatArray()));
    return values;
  }

  private static float[] predict(NDManager manager, Denoiser network) {
    Shape one = new Shape(1).addAll(LATENT);
    NDArray latent = manager.create(PictureNoise.of(9).gaussian((int) LATENT.size()), one);
    NDArray context = manager.create(new float[] {0, 1, 0, 0}, new Shape(1, 1, 4));
    return network.predict(latent, manager.create(new float[] {300}), context).toFloatArray();
  }

  @Test
  void givenAttentionOnlyThenNothingElseMoves() {
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet unet = unet(manager);
      Map<String, float[]> before = values(unet);
      trained(unet, manager, FineTuning.attention());
      values(unet)
          .forEach(
              (name, after) ->
                  assertEquals(
                      name.contains(".attn"), !Arrays.equals(before.get(name), after), name));
    }
  }

  @Test
  void givenLowRankThenTheUNetStaysUntilTheCheckpointsAdaptersAreMergedWhichChangesNoPrediction() {
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet unet = unet(manager);
      float[] first = predict(manager, unet::predict);
      Map<String, float[]> before = values(unet);
      DiffusionTask task = trained(unet, manager, FineTuning.lowRank(2));
      values(unet).forEach((name, after) -> assertArrayEquals(before.get(name), after, name));
      TrainedUNet adapted =
          new TrainedUNet(
              unet, FineTuning.lowRank(2), task.adapters(), Optional.empty(), OPTIMIZER, manager);
      float[] learned = predict(manager, adapted);
      assertTrue(distance(first, learned) > 1e-3, "nothing was learned");

      LowRankAdapters loaded = LowRankAdapters.of(unet, FineTuning.lowRank(2));
      Checkpoint.latest(folder)
          .orElseThrow()
          .load(DiffusionTask.ADAPTERS, loaded, manager, Precision.FLOAT32);
      loaded.mergeInto(unet);
      assertArrayEquals(learned, predict(manager, unet::predict), 1e-5f);
    }
  }

  /** The loss is the sum of W + alpha / rank · B A: its gradient by B is alpha / rank · 1 Aᵀ. */
  @Test
  void givenAnAlphaOtherThanTheRankThenGradientsCarryTheirRatio() {
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet unet = unet(manager);
      LowRankAdapters adapters =
          LowRankAdapters.fresh(unet, new FineTuning(FineTuning.Kind.LOW_RANK, 2, 6), manager, 1);
      String name = "mid_block.attentions.0.transformer_blocks.0.attn1.to_q.";
      NDArray down = adapters.namedParameters().get(name + "lora_A.weight").getArray();
      NDArray up = adapters.namedParameters().get(name + "lora_B.weight").getArray();
      up.setRequiresGradient(true);
      NDArray gradient =
          Autograd.recording(
              () -> {
                NDArray changed =
                    adapters
                        .store(unet, manager)
                        .getValue(
                            unet.namedParameters().get(name + "weight"), manager.getDevice(), true);
                for (int i = 0; i < 100; i++) {
                  manager.create(-1f).close(); // takes the place of what was freed
                }
                return Autograd.create().gradients(changed.sum(), List.of(up)).get(0);
              });
      float expected = 3 * down.get(1).sum().getFloat();
      assertEquals(expected, gradient.getFloat(5, 1), 1e-5f);
    }
  }

  private static double distance(float[] one, float[] other) {
    double most = 0;
    for (int i = 0; i < one.length; i++) {
      most = Math.max(most, Math.abs(one[i] - other[i]));
    }
    return most;
  }
}
