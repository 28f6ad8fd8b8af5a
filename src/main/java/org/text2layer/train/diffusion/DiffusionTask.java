package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.UNet;
import org.text2layer.model.cost.NetworkCost;
import org.text2layer.model.cost.Workload;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * Teaches a UNet to denoise latents under captions (paper, IV-C, eq. 5). Its one group is named
 * {@value #GROUP}. For one training at a time; the networks belong to whoever made them.
 */
public final class DiffusionTask implements TrainingTask<LatentSample> {
  /** The name of the UNet's group. */
  public static final String GROUP = "unet";

  /** The name of the group in its place where it is tuned by {@link LowRankAdapters}. */
  public static final String ADAPTERS = "adapters";

  private final TrainedUNet network;
  private final NDManager manager;
  private final LatentSpace space;
  private final AdamWConfiguration optimizer;
  private final DiffusionConfiguration configuration;
  private final CaptionShape captions;
  private final List<LatentSample> heldOut;
  private final PreviewSamples previews;

  private DiffusionTask(
      TrainedUNet network,
      NDManager manager,
      LatentSpace space,
      AdamWConfiguration optimizer,
      DiffusionConfiguration configuration,
      CaptionShape captions,
      List<LatentSample> heldOut,
      PreviewSamples previews) {
    this.network = network;
    this.manager = manager;
    this.space = space;
    this.optimizer = optimizer;
    this.configuration = configuration;
    this.captions = captions;
    this.heldOut = heldOut;
    this.previews = previews;
  }

  /**
   * A task without held-out samples and previews.
   *
   * @param unet initialised in 32 bits: from scratch, from the embedded weights, or widened
   * @param manager owns the UNet's parameters
   * @param space what the latents are
   * @param encoder of the captions
   * @throws IllegalArgumentException if the three do not fit each other
   */
  public static DiffusionTask of(
      UNet unet,
      NDManager manager,
      LatentSpace space,
      TextEncoder encoder,
      AdamWConfiguration optimizer,
      DiffusionConfiguration configuration) {
    requireFit(unet, space, encoder);
    unet.trainIn(configuration.precision(), manager);
    CaptionShape captions = CaptionShape.of(encoder);
    return new DiffusionTask(
        TrainedUNet.of(unet, FineTuning.full(), manager),
        manager,
        space,
        optimizer,
        configuration,
        captions,
        List.of(),
        PreviewSamples.of(PreviewPlan.none(), encoder));
  }

  private static void requireFit(UNet unet, LatentSpace space, TextEncoder encoder) {
    var structure = unet.configuration();
    Shape latent = space.shape();
    int multiple = structure.downscale();
    if (structure.inChannels() != latent.get(0)
        || structure.outChannels() != latent.get(0)
        || latent.get(1) % multiple != 0
        || structure.contextWidth() != encoder.width()) {
      throw new IllegalArgumentException(
          "Expected a UNet of %d channels in and out and context width %d for latents %s, whose sides are multiples of %d, but it has %d, %d and %d: give it another configuration."
              .formatted(
                  latent.get(0),
                  encoder.width(),
                  latent,
                  multiple,
                  structure.inChannels(),
                  structure.outChannels(),
                  structure.contextWidth()));
    }
  }

  /** The same where only some weights learn. */
  public DiffusionTask withFineTuning(FineTuning tuning) {
    return new DiffusionTask(
        TrainedUNet.of(network.unet(), tuning, manager),
        manager,
        space,
        optimizer,
        configuration,
        captions,
        heldOut,
        previews);
  }

  /** The adapters of low-rank tuning, to be merged once they have learned; else empty. */
  public Optional<LowRankAdapters> adapters() {
    return network.adapters();
  }

  /** The same with samples that are never trained on. */
  public DiffusionTask withHeldOut(List<LatentSample> samples) {
    return new DiffusionTask(
        network,
        manager,
        space,
        optimizer,
        configuration,
        captions,
        List.copyOf(samples),
        previews);
  }

  /** The same with pictures to be sampled. */
  public DiffusionTask withPreviews(PreviewPlan plan, TextEncoder encoder) {
    return new DiffusionTask(
        network,
        manager,
        space,
        optimizer,
        configuration,
        captions,
        heldOut,
        PreviewSamples.of(plan, encoder));
  }

  @Override
  public String name() {
    return "diffusion model";
  }

  @Override
  public JsonObject description() {
    JsonObject json = new JsonObject();
    json.add("unet", network.unet().configuration().toJson());
    json.addProperty("fineTuning", network.tuning().toString());
    json.addProperty("latents", space.description());
    json.addProperty(
        "schedule", configuration.schedule() + " #" + configuration.schedule().hashCode());
    json.addProperty("prediction", configuration.prediction().name());
    json.addProperty("captionDropout", configuration.captionDropout());
    json.addProperty("minSnrGamma", Double.toString(configuration.minSnrGamma()));
    json.addProperty("noiseOffset", configuration.noiseOffset());
    json.addProperty("precision", configuration.precision().label());
    return json;
  }

  @Override
  public List<ParameterGroup> groups() {
    return List.of(network.group(optimizer));
  }

  @Override
  public NDManager manager() {
    return manager;
  }

  /** {@inheritDoc} Not known where some weights are frozen: what they keep is less. */
  @Override
  public OptionalLong leastStepBytes(LatentSample example, int batch) {
    if (network.tuning().kind() != FineTuning.Kind.FULL) {
      return OptionalLong.empty();
    }
    var structure = network.unet().configuration();
    Shape latent = space.shape();
    Workload workload =
        Workload.within(batch, latent.get(1), latent.get(2), structure.downscale())
            .withTokens(captions.positions())
            .in(configuration.precision());
    return OptionalLong.of(NetworkCost.of(structure, workload).training().besideWeights());
  }

  @Override
  public LossTerms step(TrainingStep<LatentSample> step) {
    List<Long> seeds =
        LongStream.range(0, step.samples().size()).mapToObj(row -> step.seed((int) row)).toList();
    NoisyBatch batch =
        NoisyBatch.of(
            step.manager(), configuration, space.shape(), captions, step.samples(), seeds);
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
    return LossTerms.total(
        new HeldOutLoss(configuration, space.shape(), captions).of(network, heldOut, scope));
  }

  @Override
  public Map<String, Picture> preview(NDManager scope) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    for (int i = 0; i < previews.count(); i++) {
      LayeredImage sample = previews.sample(i, network, configuration, space, captions, scope);
      String name = "sample-%02d-".formatted(i);
      pictures.put(name + "composed", sample.composed());
      if (sample.layers().size() == 1) {
        pictures.put(name + "foreground", sample.foreground());
        pictures.put(name + "background", sample.background());
        pictures.put(name + "mask", sample.mask());
      }
    }
    return pictures;
  }
}
