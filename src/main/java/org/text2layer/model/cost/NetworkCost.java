package org.text2layer.model.cost;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.text2layer.model.autoencoder.Autoencoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.classifier.EfficientNet;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.clip.ClipTextModel;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.shape.DryRun;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What one pass of a network costs, by block and in total; found without weights, in milliseconds.
 * A block that a pass does not call is not counted: decoding has no encoder. See {@link
 * DryRun.BlockCall} for what counts as an operation.
 *
 * @param network what runs
 * @param workload what it is given
 * @param layers its blocks in the order of the pass
 * @param peakActivationBytes the most that activations take at once in inference
 */
public record NetworkCost(
    String network, Workload workload, List<DryRun.BlockCall> layers, long peakActivationBytes) {
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  /** Copies the list. */
  public NetworkCost {
    layers = List.copyOf(layers);
  }

  /** One prediction of a denoiser; the workload's size is that of the latents. */
  public static NetworkCost of(UNetConfiguration configuration, Workload workload) {
    UNet unet = UNet.of(configuration);
    long batch = workload.batch();
    return of(
        "UNet",
        unet,
        workload,
        run -> {
          var latents = pictures(run, workload, configuration.inChannels());
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
    return of(
        configuration.isLayered() ? "layered " + name : name,
        network,
        workload,
        run -> pass.run(network, run, pictures(run, workload, channels)));
  }

  /** CLIP's text encoder, without the projection; reads the workload's tokens. */
  public static NetworkCost of(ClipTextConfiguration configuration, Workload workload) {
    ClipTextModel model = ClipTextModel.of(configuration);
    return of(
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
    return of(
        "EfficientNet",
        network,
        workload,
        run -> network.forward(run, new NDList(pictures(run, workload, 3)), false));
  }

  /**
   * The cost of what a forward pass calls.
   *
   * @param network the name to show
   * @param forward makes its inputs on the dry run, and gives the run to the network as its store
   */
  private static NetworkCost of(
      String network, NamedBlock block, Workload workload, Consumer<DryRun> forward) {
    DryRun run = new DryRun(workload.precision().type(), block.blockNames());
    forward.accept(run);
    return new NetworkCost(network, workload, run.calls(), run.peakBytes());
  }

  /** Pictures or latents of the workload, in 32 bits: (batch, channels, size, size). */
  private static NDArray pictures(DryRun run, Workload workload, int channels) {
    int size = workload.size();
    return run.input(DataType.FLOAT32, workload.batch(), channels, size, size);
  }

  /** Numbers that the weights hold. */
  public long parameters() {
    return sum(DryRun.BlockCall::parameters);
  }

  /** Those of them that are learned: running statistics are not. */
  public long trainable() {
    return sum(DryRun.BlockCall::trainable);
  }

  /** The weights in the workload's precision. */
  public long weightBytes() {
    return sum(DryRun.BlockCall::weightBytes);
  }

  /** Floating-point operations of the pass. */
  public long flops() {
    return sum(DryRun.BlockCall::flops);
  }

  /** Floating-point operations of a training step: the pass and its gradients. */
  public long trainingFlops() {
    return flops() + sum(DryRun.BlockCall::backwardFlops);
  }

  /** Memory of a training step. */
  public TrainingMemory training() {
    return TrainingMemory.of(this);
  }

  long keptBytes() {
    return sum(DryRun.BlockCall::keptBytes);
  }

  long largestStepBytes() {
    return layers.stream().mapToLong(DryRun.BlockCall::largestStepBytes).max().orElse(0);
  }

  private long sum(ToLongFunction<DryRun.BlockCall> part) {
    return layers.stream().mapToLong(part).sum();
  }

  /** One row a block: its name, output, parameters, operations and kept activations. */
  public Table table() {
    StringColumn layer = StringColumn.create("layer");
    StringColumn output = StringColumn.create("output");
    LongColumn parameters = LongColumn.create("parameters");
    DoubleColumn flops = DoubleColumn.create("GFLOPs");
    DoubleColumn training = DoubleColumn.create("GFLOPs, training");
    DoubleColumn kept = DoubleColumn.create("kept MB");
    for (DryRun.BlockCall each : layers) {
      layer.append(each.name());
      output.append(each.output().toString());
      parameters.append(each.parameters());
      flops.append(each.flops() / GIGA);
      training.append((each.flops() + each.backwardFlops()) / GIGA);
      kept.append(each.keptBytes() / MEGA);
    }
    return Table.create(network, layer, output, parameters, flops, training, kept);
  }
}
