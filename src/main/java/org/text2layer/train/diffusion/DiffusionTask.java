package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.cost.NetworkCost;
import org.text2layer.model.cost.Workload;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * Teaches a pipeline's UNet to denoise latents under captions (paper, IV-C, eq. 5). Its one group
 * is named {@value #GROUP}. For one training at a time; the networks belong to whoever made them.
 */
public final class DiffusionTask implements TrainingTask<LatentSample> {
  /** The name of the UNet's group. */
  public static final String GROUP = "unet";

  /** The name of the group in its place where it is tuned by {@link LowRankAdapters}. */
  public static final String ADAPTERS = "adapters";

  /** Held-out samples that go through the network at once. */
  private static final int TOGETHER = 32;

  private final LatentDiffusion pipeline;
  private final TrainedUNet network;
  private final DiffusionObjective objective;
  private final List<LatentSample> heldOut;
  private final PreviewPlan previews;

  private DiffusionTask(
      LatentDiffusion pipeline,
      TrainedUNet network,
      DiffusionObjective objective,
      List<LatentSample> heldOut,
      PreviewPlan previews) {
    this.pipeline = pipeline;
    this.network = network;
    this.objective = objective;
    this.heldOut = heldOut;
    this.previews = previews;
  }

  /**
   * A task without held-out samples and previews.
   *
   * @param pipeline whose UNet is initialised in 32 bits: from scratch, from the embedded weights,
   *     or widened
   * @param manager owns the UNet's parameters
   * @throws IllegalArgumentException if the pipeline predicts ε where its schedule ends in pure
   *     noise
   */
  public static DiffusionTask of(
      LatentDiffusion pipeline,
      NDManager manager,
      AdamWConfiguration optimizer,
      DiffusionConfiguration configuration) {
    DiffusionObjective objective = DiffusionObjective.of(pipeline, configuration);
    pipeline.unet().trainIn(configuration.precision(), manager);
    return new DiffusionTask(
        pipeline,
        TrainedUNet.of(pipeline.unet(), FineTuning.full(), optimizer, manager),
        objective,
        List.of(),
        PreviewPlan.none());
  }

  /** The same where only some weights learn. */
  public DiffusionTask withFineTuning(FineTuning tuning) {
    return new DiffusionTask(pipeline, network.tuned(tuning), objective, heldOut, previews);
  }

  /** The adapters of low-rank tuning, to be merged once they have learned; else empty. */
  public Optional<LowRankAdapters> adapters() {
    return network.adapters();
  }

  /** The same with samples that are never trained on. */
  public DiffusionTask withHeldOut(List<LatentSample> samples) {
    return new DiffusionTask(pipeline, network, objective, List.copyOf(samples), previews);
  }

  /** The same with pictures to be sampled. */
  public DiffusionTask withPreviews(PreviewPlan plan) {
    return new DiffusionTask(pipeline, network, objective, heldOut, plan);
  }

  @Override
  public String name() {
    return "diffusion model";
  }

  /** {@inheritDoc} Weights that stay as they are tell themselves from others by checksums. */
  @Override
  public JsonObject description() {
    DiffusionConfiguration configuration = objective.configuration();
    JsonObject json = new JsonObject();
    json.add("unet", network.unet().configuration().toJson());
    json.addProperty("fineTuning", network.tuning().toString());
    network.frozen().ifPresent(checksum -> json.addProperty("frozen", checksum));
    json.addProperty("latents", pipeline.space().description());
    json.addProperty("captions", pipeline.text().description());
    json.addProperty("schedule", objective.schedule() + " #" + objective.schedule().hashCode());
    json.addProperty("prediction", objective.prediction().name());
    json.addProperty("captionDropout", configuration.captionDropout());
    json.addProperty("minSnrGamma", Double.toString(configuration.minSnrGamma()));
    json.addProperty("noiseOffset", configuration.noiseOffset());
    json.addProperty("precision", configuration.precision().label());
    return json;
  }

  @Override
  public List<ParameterGroup> groups() {
    return List.of(network.group());
  }

  @Override
  public NDManager manager() {
    return network.manager();
  }

  /** {@inheritDoc} Not known where some weights are frozen: what they keep is less. */
  @Override
  public OptionalLong leastStepBytes(LatentSample example, int batch) {
    if (network.tuning().kind() != FineTuning.Kind.FULL) {
      return OptionalLong.empty();
    }
    var structure = network.unet().configuration();
    Shape latent = objective.latent();
    Workload workload =
        Workload.within(batch, latent.get(1), latent.get(2), structure.downscale())
            .withTokens(objective.captions().positions())
            .in(objective.configuration().precision());
    return OptionalLong.of(NetworkCost.of(structure, workload).training().besideWeights());
  }

  @Override
  public LossTerms step(TrainingStep<LatentSample> step) {
    List<Long> seeds =
        LongStream.range(0, step.samples().size()).mapToObj(row -> step.seed((int) row)).toList();
    NoisyBatch batch = NoisyBatch.of(step.manager(), objective, step.samples(), seeds);
    NDArray predicted =
        network.forward(step.manager(), batch.noisy(), batch.timesteps(), batch.context(), true);
    NDArray loss = batch.loss(predicted);
    step.backward(groups().get(0).name(), loss);
    return LossTerms.total(loss.getFloat());
  }

  /** The plain error, at timesteps and with noise that are the same each time. */
  @Override
  public LossTerms heldOut(NDManager scope) {
    if (heldOut.isEmpty()) {
      return LossTerms.none();
    }
    double sum = 0;
    for (int from = 0; from < heldOut.size(); from += TOGETHER) {
      int end = Math.min(heldOut.size(), from + TOGETHER);
      List<Long> seeds = LongStream.range(from, end).boxed().toList();
      try (NDManager inner = scope.newSubManager()) {
        NoisyBatch batch =
            NoisyBatch.of(inner, objective.plain(), heldOut.subList(from, end), seeds);
        NDArray predicted = network.predict(batch.noisy(), batch.timesteps(), batch.context());
        sum += batch.loss(predicted).getFloat() * (end - from);
      }
    }
    return LossTerms.total(sum / heldOut.size());
  }

  @Override
  public Map<String, Picture> preview(NDManager scope) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    LatentDiffusion learning = pipeline.withDenoiser(network);
    for (int i = 0; i < previews.captions().size(); i++) {
      LayeredImage sample = previews.sample(i, learning, scope);
      String name = sample(i) + "-";
      pictures.put(name + "composed", sample.composed());
      if (!sample.layers().isEmpty()) {
        PictureTensors.parts(sample).forEach((part, each) -> pictures.put(name + part, each));
      }
    }
    return pictures;
  }

  @Override
  public Map<String, String> previewCaptions() {
    Map<String, String> captions = new LinkedHashMap<>();
    for (int i = 0; i < previews.captions().size(); i++) {
      captions.put(sample(i), previews.captions().get(i));
    }
    return captions;
  }

  private static String sample(int number) {
    return String.format(Locale.ROOT, "sample-%02d", number);
  }
}
