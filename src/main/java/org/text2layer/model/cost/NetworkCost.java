package org.text2layer.model.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.function.ToLongFunction;
import org.text2layer.model.SalientObjectNetwork;
import org.text2layer.model.autoencoder.Autoencoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.classifier.EfficientNet;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.clip.ClipTextModel;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.shape.DryRun;
import tech.tablesaw.api.Table;

/**
 * What one pass of a network costs, by block and in total; found without weights, in milliseconds.
 * A block that a pass does not call is not counted: decoding has no encoder. See {@link LayerCost}
 * for what counts as an operation.
 *
 * @param network what runs
 * @param workload what it is given
 * @param layers its blocks in the order of the pass
 * @param peakActivationBytes the most that activations take at once in inference
 */
public record NetworkCost(
    String network, Workload workload, List<LayerCost> layers, long peakActivationBytes) {
  /** Copies the list. */
  public NetworkCost {
    layers = List.copyOf(layers);
  }

  /** One prediction of a denoiser; the workload's size is that of the latents. */
  public static NetworkCost of(UNetConfiguration configuration, Workload workload) {
    UNet unet = UNet.of(configuration);
    long batch = workload.batch();
    return DryPass.of(
        "UNet",
        unet,
        workload,
        run -> {
          var latents = DryPass.pictures(run, workload, configuration.inChannels());
          var timesteps = run.input(DataType.FLOAT32, batch);
          var context =
              run.input(DataType.FLOAT32, batch, workload.tokens(), configuration.contextWidth());
          unet.forward(run, new NDList(latents, timesteps, context), false);
        });
  }

  /** Encoding and decoding together; the workload's size is that of the pictures. */
  public static NetworkCost of(AutoencoderConfiguration configuration, Workload workload) {
    return pass(
        "autoencoder",
        configuration,
        configuration.inChannels(),
        workload,
        (network, run, pictures) -> network.forward(run, new NDList(pictures), false));
  }

  /** Encoding alone; the workload's size is that of the pictures. */
  public static NetworkCost encoding(AutoencoderConfiguration configuration, Workload workload) {
    return pass(
        "encoder",
        configuration,
        configuration.inChannels(),
        workload,
        (network, run, pictures) -> network.encode(run, pictures, false));
  }

  /** Decoding alone; the workload's size is that of the latents. */
  public static NetworkCost decoding(AutoencoderConfiguration configuration, Workload workload) {
    return pass(
        "decoder",
        configuration,
        configuration.latentChannels(),
        workload,
        (network, run, latents) -> network.outputs(run, latents, false));
  }

  /** What an autoencoder is asked to do with one array. */
  private interface AutoencoderPass {
    void run(Autoencoder network, DryRun run, NDArray array);
  }

  private static NetworkCost pass(
      String name,
      AutoencoderConfiguration configuration,
      int channels,
      Workload workload,
      AutoencoderPass pass) {
    Autoencoder network = Autoencoder.of(configuration);
    return DryPass.of(
        configuration.isLayered() ? "layered " + name : name,
        network,
        workload,
        run -> pass.run(network, run, DryPass.pictures(run, workload, channels)));
  }

  /** CLIP's text encoder, without the projection; reads the workload's tokens. */
  public static NetworkCost of(ClipTextConfiguration configuration, Workload workload) {
    ClipTextModel model = ClipTextModel.of(configuration);
    return DryPass.of(
        "CLIP text encoder",
        model,
        workload,
        run -> {
          var ids = run.input(DataType.INT64, workload.batch(), workload.tokens());
          model.forward(run, new NDList(ids), false);
        });
  }

  /** EfficientNet as a classifier. */
  public static NetworkCost of(EfficientNetConfiguration configuration, Workload workload) {
    EfficientNet network = EfficientNet.classifier(configuration);
    return DryPass.of(
        "EfficientNet",
        network,
        workload,
        run -> network.forward(run, new NDList(DryPass.pictures(run, workload, 3)), false));
  }

  /** The embedded salient object detector, trained at 256. */
  public static NetworkCost detector(Workload workload) {
    SalientObjectNetwork network = new SalientObjectNetwork();
    return DryPass.of(
        "salient object detector",
        network,
        workload,
        run -> network.forward(run, new NDList(DryPass.pictures(run, workload, 3)), false));
  }

  /** all-MiniLM-L6-v2 in 32 bits; reads the workload's tokens. It is never trained here. */
  public static NetworkCost miniLm(Workload workload) {
    return MiniLmCost.of(workload);
  }

  /** Numbers that the weights hold. */
  public long parameters() {
    return sum(LayerCost::parameters);
  }

  /** Those of them that are learned: running statistics are not. */
  public long trainable() {
    return sum(LayerCost::trainable);
  }

  /** The weights in the workload's precision. */
  public long weightBytes() {
    return sum(LayerCost::weightBytes);
  }

  /** Floating-point operations of the pass. */
  public long flops() {
    return sum(LayerCost::flops);
  }

  /** Floating-point operations of a training step: the pass and its gradients. */
  public long trainingFlops() {
    return flops() + sum(LayerCost::backwardFlops);
  }

  /** Memory of inference: weights, and activations at their peak. */
  public long inferenceBytes() {
    return weightBytes() + peakActivationBytes;
  }

  /** Memory of a training step. */
  public TrainingMemory training() {
    return TrainingMemory.of(this);
  }

  long keptBytes() {
    return sum(LayerCost::keptBytes);
  }

  long largestStepBytes() {
    return layers.stream().mapToLong(LayerCost::largestStepBytes).max().orElse(0);
  }

  private long sum(ToLongFunction<LayerCost> part) {
    return layers.stream().mapToLong(part).sum();
  }

  /** One row a block: its name, output, parameters, operations and kept activations. */
  public Table table() {
    return CostTables.layers(this);
  }

  /** One row a network, for comparison. */
  public static Table compare(List<NetworkCost> costs) {
    return CostTables.networks(costs);
  }
}
