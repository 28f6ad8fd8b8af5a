package org.text2layer.train.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbImage;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.optimizer.LearningRateSchedule;

/** A real UNet, small, that learns to find the noise in latents of noise. */
class TinyTraining implements TrainingTask<float[]>, AutoCloseable {
  static final Shape LATENT = new Shape(4, 8, 8);
  static final TrainingData<float[]> DATA =
      TrainingData.of(
          "noise", 10, index -> PictureNoise.of(1_000 + index).gaussian((int) LATENT.size()));
  static final TrainingConfiguration CONFIGURATION =
      TrainingConfiguration.of(9, 4)
          .withSchedule(LearningRateSchedule.cosine(0.1).withWarmUp(2))
          .withAverageDecay(0.9)
          .withSeed(3);

  final NDManager manager = NDManager.newBaseManager();
  final UNet unet;

  TinyTraining() {
    this(16);
  }

  TinyTraining(int width) {
    UNetConfiguration structure =
        new UNetConfiguration(
            8, 4, 4, List.of(width, width), 1, 8, List.of(2, 2), List.of(true, false), 4, false);
    unet = UNet.of(structure);
    FreshWeights.draw(unet, manager, 1);
  }

  static TrainingRun<float[]> run(TrainingTask<float[]> task, Path folder) {
    return TrainingRun.of(task, DATA, CONFIGURATION, folder)
        .withOptions(
            RunOptions.standard().withCheckpoints(2, 3).withPreviewEvery(4).withHeldOutEvery(2));
  }

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public JsonObject description() {
    JsonObject json = new JsonObject();
    json.add("unet", unet.configuration().toJson());
    return json;
  }

  @Override
  public List<ParameterGroup> groups() {
    return List.of(ParameterGroup.of("unet", unet, AdamWConfiguration.of(0.01)));
  }

  @Override
  public NDManager manager() {
    return manager;
  }

  @Override
  public LossTerms step(TrainingStep<float[]> step) {
    NDManager scope = step.manager();
    NDArray clean = stack(scope, step.samples());
    NDArray noise =
        stack(
            scope,
            List.of(0, 1, 2, 3).stream()
                .limit(step.samples().size())
                .map(row -> PictureNoise.of(step.seed(row)).gaussian((int) LATENT.size()))
                .toList());
    float[] times = new float[step.samples().size()];
    for (int row = 0; row < times.length; row++) {
      times[row] = new SplittableRandom(~step.seed(row)).nextInt(1_000);
    }
    NDArray context = scope.zeros(new Shape(times.length, 3, 8));
    NDList inputs = new NDList(clean.add(noise), scope.create(times), context);
    NDArray predicted = unet.forward(step.store(), inputs, true).singletonOrThrow();
    NDArray loss = predicted.sub(noise).square().mean();
    step.backward("unet", loss);
    return LossTerms.total(loss.getFloat());
  }

  private static NDArray stack(NDManager scope, List<float[]> rows) {
    float[] all = new float[rows.size() * (int) LATENT.size()];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, all, row * (int) LATENT.size(), (int) LATENT.size());
    }
    return scope.create(all, new Shape(rows.size()).addAll(LATENT));
  }

  /** Falls, then rises, so that the best checkpoint is not the last. */
  @Override
  public LossTerms heldOut(NDManager scope) {
    try (NDArray sum = unet.namedParameters().get("conv_in.bias").getArray().sum()) {
      return LossTerms.total(sum.getFloat());
    }
  }

  @Override
  public Map<String, Picture> preview(NDManager scope) {
    NDArray bias = unet.namedParameters().get("conv_in.bias").getArray();
    float level = Math.min(1, Math.abs(bias.getFloat(0)));
    return Map.of("bias-level", RgbImage.clamped(1, 1, new float[] {level, level, level}));
  }

  /** None that a PNG could hold as it is. */
  @Override
  public Map<String, String> previewCaptions() {
    return Map.of("bias", "a\0 bias \ud83d" + "x".repeat(9_999));
  }

  @Override
  public void close() {
    manager.close();
  }
}
