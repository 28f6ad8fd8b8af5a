package org.text2layer.model.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * The denoising network of Stable Diffusion 1.x and 2.x (diffusers' UNet2DConditionModel): predicts
 * the noise, or the velocity, in noisy latents under a text. Height and width must be divisible by
 * 2 to the number of levels less one. Thread-safe in inference.
 */
public final class UNet extends NamedBlock {
  private static final double EPSILON = 1e-5;

  private final UNetConfiguration configuration;
  final ScriptBlock timeEmbedding;
  final ScriptBlock convIn;
  final List<UNetLevel.Down> down = new ArrayList<>();
  final UNetLevel.Middle middle;
  private final List<UNetLevel.Up> up = new ArrayList<>();
  private final ScriptBlock output;

  private UNet(UNetConfiguration configuration) {
    this.configuration = configuration;
    List<Integer> channels = configuration.channels();
    int last = configuration.levels() - 1;
    convIn = add("conv_in", Convolutions.KEEP.of(configuration.inChannels(), channels.get(0)));
    timeEmbedding = add("time_embedding", DiffusionBlocks.timestepEmbedding(channels.get(0)));
    for (int level = 0; level <= last; level++) {
      down.add(add("down_blocks." + level, new UNetLevel.Down(configuration, level)));
    }
    middle = add("mid_block", new UNetLevel.Middle(configuration));
    for (int step = 0; step <= last; step++) {
      up.add(add("up_blocks." + step, new UNetLevel.Up(configuration, last - step)));
    }
    output =
        add(
            "",
            DiffusionBlocks.output(
                channels.get(0), configuration.outChannels(), configuration.normGroups(), EPSILON));
  }

  /** A network of this structure, without weights. */
  public static UNet of(UNetConfiguration configuration) {
    return new UNet(configuration);
  }

  /** The structure. */
  public UNetConfiguration configuration() {
    return configuration;
  }

  /**
   * Inference.
   *
   * @param latents (batch, inChannels, height, width)
   * @param timesteps (batch), fractions allowed
   * @param context (batch, positions, contextWidth)
   * @return (batch, outChannels, height, width), attached to the latents' manager
   */
  public NDArray predict(NDArray latents, NDArray timesteps, NDArray context) {
    return predict(latents, timesteps, context, UNetLevel.NO_ADAPTER);
  }

  /** The same where something stands in for the transformers. */
  public NDArray predict(
      NDArray latents, NDArray timesteps, NDArray context, TransformerAdapter adapter) {
    ParameterStore store = new ParameterStore(latents.getManager(), false);
    NDList inputs = new NDList(latents, timesteps, context);
    return forward(store, inputs, false, UNetLevel.option(adapter)).singletonOrThrow();
  }

  /** Its transformers by their names in diffusers, from the input to the output. */
  public Map<String, ScriptBlock> transformers() {
    Map<NamedBlock, String> names = blockNames();
    Map<String, ScriptBlock> transformers = new LinkedHashMap<>();
    Stream.of(down, List.of(middle), up)
        .flatMap(List::stream)
        .flatMap(level -> level.attentions.stream())
        .forEach(block -> transformers.put(names.get(block), block));
    return transformers;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray time = timeEmbedding.apply(store, inputs.get(1), training);
    NDArray context = inputs.get(2);
    Deque<NDArray> skips = new ArrayDeque<>();
    skips.push(convIn.apply(store, inputs.get(0), training));
    for (UNetLevel.Down level : down) {
      NDList states = new NDList(skips.peek(), time, context);
      level.forward(store, states, training, options).forEach(skips::push);
    }
    NDArray hidden =
        middle.forward(store, new NDList(skips.peek(), time, context), training, options).head();
    for (UNetLevel.Up level : up) {
      NDList states = new NDList(hidden, time, context);
      level.resnets.forEach(resnet -> states.add(skips.pop()));
      hidden = level.forward(store, states, training, options).head();
    }
    return new NDList(output.consume(store, hidden, training));
  }
}
