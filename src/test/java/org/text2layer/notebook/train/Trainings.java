package org.text2layer.notebook.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.image.Mask;
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
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingRun;

/**
 * Real runs, tiny, whose numbers are known: in step n of 12, from 1, the loss is 10 / n and its
 * term "kl" 1000; on held-out samples the m-th evaluation gives 1 / m, but the last gives 9.
 */
final class Trainings implements TrainingTask<Integer>, AutoCloseable {
  static final long STEPS = 12;

  private final NDManager manager = NDManager.newBaseManager();
  private final UNet unet =
      UNet.of(
          new UNetConfiguration(
              8, 4, 4, List.of(16, 16), 1, 8, List.of(2, 2), List.of(true, false), 4, false));
  private final String text;
  private final long diverging;
  private final JsonObject description = new JsonObject();
  private int evaluations;

  private Trainings(String text, long diverging) {
    this.text = text;
    this.diverging = diverging;
    FreshWeights.draw(unet, manager, 1);
  }

  static Trainings named(String text) {
    return new Trainings(text, Long.MAX_VALUE);
  }

  /** Loses its way in a step, from 1. */
  static Trainings divergingIn(String text, long step) {
    return new Trainings(text, step);
  }

  TrainingRun<Integer> run(Path folder) {
    TrainingData<Integer> data = TrainingData.of(text, 40, index -> (int) index);
    return TrainingRun.of(this, data, TrainingConfiguration.of(STEPS, 2), folder)
        .withOptions(
            RunOptions.standard().withCheckpoints(4, 1).withPreviewEvery(1).withHeldOutEvery(4));
  }

  /** Until a time limit that has passed by then. */
  void runOneStep(Path folder) {
    run(folder)
        .withOptions(RunOptions.standard().withTimeLimit(Duration.ofNanos(1)).withPreviewEvery(1))
        .run();
  }

  @Override
  public String name() {
    return text;
  }

  @Override
  public JsonObject description() {
    return description;
  }

  /** The same with something that its folder says of it. */
  Trainings described(String part, Object value) {
    description.addProperty(part, String.valueOf(value));
    return this;
  }

  @Override
  public List<ParameterGroup> groups() {
    return List.of(
        ParameterGroup.of("unet", unet, AdamWConfiguration.of(0.01))
            .onlyTraining("conv_in.bias"::equals));
  }

  @Override
  public NDManager manager() {
    return manager;
  }

  @Override
  public LossTerms step(TrainingStep<Integer> step) {
    NDArray bias = unet.namedParameters().get("conv_in.bias").getArray();
    step.backward("unet", bias.square().mean());
    long number = step.number() + 1;
    double loss = number == diverging ? Double.NaN : 10.0 / number;
    return LossTerms.total(10.0 / number).with(text, loss).with("kl", 1000);
  }

  @Override
  public LossTerms heldOut(NDManager scope) {
    evaluations++;
    return LossTerms.total(evaluations == 3 ? 9 : 1.0 / evaluations)
        .with("l_comp", 0.5 / evaluations)
        .with("mask_loss", 7);
  }

  /** Two samples whose error is 0.125, and whose masks share half of what they cover. */
  @Override
  public Map<String, Picture> preview(NDManager scope) {
    float[] left = new float[64];
    for (int i = 0; i < 32; i++) {
      left[i] = 1;
    }
    Map<String, Picture> pictures = new LinkedHashMap<>();
    for (String sample : List.of("0-", "1-")) {
      pictures.put(sample + "picture", RgbImage.filled(8, 8, 1, 0, 0));
      pictures.put(sample + "composed", RgbImage.filled(8, 8, 0.875f, 0.125f, 0.125f));
      pictures.put(sample + "error", RgbImage.filled(8, 8, 0.125f, 0.125f, 0.125f));
      pictures.put(sample + "mask", Mask.filled(8, 8, 1));
      pictures.put(sample + "true-mask", Mask.of(8, 8, left));
    }
    return pictures;
  }

  @Override
  public Map<String, String> previewCaptions() {
    return Map.of("0", text + " on a wooden table in a room with a window, seen from above");
  }

  @Override
  public void close() {
    manager.close();
  }
}
