package org.text2layer.model.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * One resolution of the UNet: residual blocks, each followed by attention where the level has it,
 * then a resampling where the level has one. Inputs begin with (hidden, time embedding, context).
 */
abstract class UNetLevel extends NamedBlock {
  private static final double EPSILON = 1e-5;

  static final TransformerAdapter NO_ADAPTER =
      (store, transformer, hidden, context, training) ->
          transformer.apply(store, hidden, context, training);

  private static final String ADAPTER = "transformer adapter";

  private final UNetConfiguration configuration;
  private final int level;
  final List<ScriptBlock> resnets = new ArrayList<>();
  final List<ScriptBlock> attentions = new ArrayList<>();

  private UNetLevel(UNetConfiguration configuration, int level) {
    this.configuration = configuration;
    this.level = level;
  }

  /** On the way down: gives every state, each of them a skip for the way up. */
  static final class Down extends UNetLevel {
    private final Optional<ScriptBlock> downsampler;

    Down(UNetConfiguration configuration, int level) {
      super(configuration, level);
      int in = configuration.channels().get(Math.max(level - 1, 0));
      for (int layer = 0; layer < configuration.layersPerBlock(); layer++) {
        addResnet(layer == 0 ? in : width());
        addAttentionWhereDue();
      }
      downsampler =
          level == configuration.levels() - 1
              ? Optional.empty()
              : Optional.of(add("downsamplers.0.conv", Convolutions.HALVE.of(width(), width())));
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
      NDList states = new NDList();
      NDArray hidden = inputs.get(0);
      for (int layer = 0; layer < resnets.size(); layer++) {
        hidden = resnets.get(layer).apply(store, hidden, inputs.get(1), training);
        hidden = attend(layer, store, hidden, inputs.get(2), training, options);
        states.add(hidden);
      }
      downsampler.ifPresent(
          block -> states.add(block.apply(store, states.get(states.size() - 1), training)));
      return states;
    }
  }

  /** The coarsest states: residual block, attention, residual block. */
  static final class Middle extends UNetLevel {
    Middle(UNetConfiguration configuration) {
      super(configuration, configuration.levels() - 1);
      addResnet(width());
      addAttention();
      addResnet(width());
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
      NDArray hidden = resnets.get(0).apply(store, inputs.get(0), inputs.get(1), training);
      hidden = attend(0, store, hidden, inputs.get(2), training, options);
      return new NDList(resnets.get(1).consume(store, hidden, inputs.get(1), training));
    }
  }

  /** On the way up: takes one skip for every residual block, after the three usual inputs. */
  static final class Up extends UNetLevel {
    private final Optional<ScriptBlock> upsampler;

    Up(UNetConfiguration configuration, int level) {
      super(configuration, level);
      List<Integer> channels = configuration.channels();
      int coarser = channels.get(Math.min(level + 1, configuration.levels() - 1));
      int finer = channels.get(Math.max(level - 1, 0));
      int last = configuration.layersPerBlock();
      for (int layer = 0; layer <= last; layer++) {
        addResnet((layer == 0 ? coarser : width()) + (layer == last ? finer : width()));
        addAttentionWhereDue();
      }
      upsampler =
          level == 0
              ? Optional.empty()
              : Optional.of(add("upsamplers.0.conv", Convolutions.DOUBLE.of(width(), width())));
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
      NDArray hidden = inputs.get(0);
      for (int layer = 0; layer < resnets.size(); layer++) {
        NDArray skip = inputs.get(3 + layer);
        NDArray joined = hidden.concat(skip, 1);
        if (!training) {
          hidden.close();
          skip.close();
        }
        hidden = resnets.get(layer).consume(store, joined, inputs.get(1), training);
        hidden = attend(layer, store, hidden, inputs.get(2), training, options);
      }
      NDArray result = hidden;
      return new NDList(
          upsampler.map(block -> block.consume(store, result, training)).orElse(result));
    }
  }

  /** An adapter on its way down through DJL's blocks. */
  static PairList<String, Object> option(TransformerAdapter adapter) {
    PairList<String, Object> options = new PairList<>();
    options.add(ADAPTER, adapter);
    return options;
  }

  private static TransformerAdapter adapter(PairList<String, Object> options) {
    return options == null ? NO_ADAPTER : (TransformerAdapter) options.get(ADAPTER);
  }

  final int width() {
    return configuration.channels().get(level);
  }

  final NDArray attend(
      int layer,
      ParameterStore store,
      NDArray hidden,
      NDArray context,
      boolean training,
      PairList<String, Object> options) {
    if (layer >= attentions.size()) {
      return hidden;
    }
    NDArray output =
        adapter(options).apply(store, attentions.get(layer), hidden, context, training);
    if (!training) {
      hidden.close();
    }
    return output;
  }

  final void addResnet(int in) {
    resnets.add(
        add(
            "resnets." + resnets.size(),
            DiffusionBlocks.resnet(
                in, width(), configuration.timeWidth(), configuration.normGroups(), EPSILON)));
  }

  final void addAttentionWhereDue() {
    if (configuration.attention().get(level)) {
      addAttention();
    }
  }

  final void addAttention() {
    attentions.add(
        add(
            "attentions." + attentions.size(),
            DiffusionBlocks.transformer(
                width(),
                configuration.heads().get(level),
                configuration.contextWidth(),
                configuration.normGroups(),
                configuration.linearProjection())));
  }
}
