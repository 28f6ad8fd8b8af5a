package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/** The encoder or the decoder of the autoencoder: a chain of blocks with diffusers' names. */
final class AutoencoderPart extends NamedBlock {
  private static final double EPSILON = 1e-6;

  private final AutoencoderConfiguration configuration;
  private final List<ScriptBlock> chain = new ArrayList<>();

  private AutoencoderPart(AutoencoderConfiguration configuration) {
    this.configuration = configuration;
  }

  /** From a picture to mean and log-variance (2 x latentChannels). */
  static AutoencoderPart encoder(AutoencoderConfiguration configuration) {
    AutoencoderPart part = new AutoencoderPart(configuration);
    List<Integer> channels = configuration.channels();
    part.append(
        "conv_in", Convolutions.KEEP.channelsLast(configuration.inChannels(), channels.get(0)));
    for (int level = 0; level < channels.size(); level++) {
      String name = "down_blocks." + level;
      int width = channels.get(level);
      part.appendResnets(
          name, configuration.layersPerBlock(), channels.get(Math.max(level - 1, 0)), width);
      if (level < channels.size() - 1) {
        part.append(
            name + ".downsamplers.0.conv", Convolutions.HALVE_PADDED_AT_END.of(width, width));
      }
    }
    part.appendMiddle();
    int moments = 2 * configuration.latentChannels();
    int groups = configuration.normGroups();
    part.append("", DiffusionBlocks.output(configuration.widest(), moments, groups, EPSILON));
    return part;
  }

  /** From a latent to a picture of the given channels. */
  static AutoencoderPart decoder(AutoencoderConfiguration configuration, int out) {
    AutoencoderPart part = upToLastActivation(configuration);
    int width = configuration.channels().get(0);
    part.append("", DiffusionBlocks.output(width, out, configuration.normGroups(), EPSILON));
    return part;
  }

  /** From a latent to the decoder's last activation, where CaT2I-AE's heads begin. */
  static AutoencoderPart headlessDecoder(AutoencoderConfiguration configuration) {
    AutoencoderPart part = upToLastActivation(configuration);
    int width = configuration.channels().get(0);
    part.append("", DiffusionBlocks.normalizedOutput(width, configuration.normGroups(), EPSILON));
    return part;
  }

  private static AutoencoderPart upToLastActivation(AutoencoderConfiguration configuration) {
    AutoencoderPart part = new AutoencoderPart(configuration);
    List<Integer> channels = configuration.channels();
    int widest = configuration.widest();
    part.append("conv_in", Convolutions.KEEP.channelsLast(configuration.latentChannels(), widest));
    part.appendMiddle();
    int in = widest;
    for (int step = 0; step < channels.size(); step++) {
      String name = "up_blocks." + step;
      int width = channels.get(channels.size() - 1 - step);
      part.appendResnets(name, configuration.layersPerBlock() + 1, in, width);
      if (step < channels.size() - 1) {
        part.append(name + ".upsamplers.0.conv", Convolutions.DOUBLE.of(width, width));
      }
      in = width;
    }
    return part;
  }

  private void appendResnets(String name, int count, int in, int out) {
    for (int layer = 0; layer < count; layer++) {
      append(name + ".resnets." + layer, resnet(layer == 0 ? in : out, out));
    }
  }

  private void appendMiddle() {
    int width = configuration.widest();
    append("mid_block.resnets.0", resnet(width, width));
    append(
        "mid_block.attentions.0",
        DiffusionBlocks.attention(width, 1, configuration.normGroups(), EPSILON));
    append("mid_block.resnets.1", resnet(width, width));
  }

  private ScriptBlock resnet(int in, int out) {
    return DiffusionBlocks.resnet(in, out, 0, configuration.normGroups(), EPSILON);
  }

  private void append(String name, ScriptBlock block) {
    chain.add(add(name, block));
  }

  NDArray apply(ParameterStore store, NDArray input, boolean training) {
    return forward(store, new NDList(input), training).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    return new NDList(ScriptBlock.chained(chain, store, inputs.singletonOrThrow(), training));
  }
}
