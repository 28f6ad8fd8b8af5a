package org.text2layer.model.layerdiffuse;

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

/**
 * One resolution of the transparent decoder: residual blocks, each followed by attention where the
 * level has it, then a resampling where it has one. Takes a hidden state, then a skip for each
 * residual block or none; gives the states in their order.
 */
final class TransparentLevel extends NamedBlock {
  private static final double EPSILON = 1e-5;
  private static final int GROUPS = 4;
  private static final int HEAD_WIDTH = 8;

  private final int width;
  private final List<List<ScriptBlock>> layers = new ArrayList<>();
  private final List<ScriptBlock> resampling = new ArrayList<>();

  private TransparentLevel(int width) {
    this.width = width;
  }

  /** Two residual blocks, then half the size. */
  static TransparentLevel down(int in, int width, boolean attends, boolean halves) {
    TransparentLevel level = new TransparentLevel(width);
    level.addLayer(in, attends);
    level.addLayer(width, attends);
    if (halves) {
      level.addResampling("downsamplers.0.conv", Convolutions.HALVE);
    }
    return level;
  }

  /** Residual block, attention, residual block. */
  static TransparentLevel middle(int width) {
    TransparentLevel level = new TransparentLevel(width);
    level.addLayer(width, true);
    level.addLayer(width, false);
    return level;
  }

  /** Three residual blocks that take a skip each, then twice the size. */
  static TransparentLevel up(int coarser, int width, int finer, boolean attends, boolean doubles) {
    TransparentLevel level = new TransparentLevel(width);
    level.addLayer(coarser + width, attends);
    level.addLayer(width + width, attends);
    level.addLayer(width + finer, attends);
    if (doubles) {
      level.addResampling("upsamplers.0.conv", Convolutions.DOUBLE);
    }
    return level;
  }

  private void addLayer(int in, boolean attends) {
    int index = layers.size();
    List<ScriptBlock> layer = new ArrayList<>();
    layer.add(add("resnets." + index, DiffusionBlocks.resnet(in, width, 0, GROUPS, EPSILON)));
    if (attends) {
      int heads = Math.max(1, width / HEAD_WIDTH);
      layer.add(
          add("attentions." + index, DiffusionBlocks.attention(width, heads, GROUPS, EPSILON)));
    }
    layers.add(layer);
  }

  private void addResampling(String name, Convolutions kind) {
    resampling.add(add(name, kind.of(width, width)));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDList states = new NDList();
    NDArray hidden = inputs.head();
    for (int index = 0; index < layers.size(); index++) {
      NDArray entering = inputs.size() > 1 ? hidden.concat(inputs.get(index + 1), 1) : hidden;
      hidden = ScriptBlock.chained(layers.get(index), store, entering, training);
      if (inputs.size() > 1 && !training) {
        entering.close();
      }
      states.add(hidden);
    }
    for (ScriptBlock block : resampling) {
      states.add(block.apply(store, hidden, training));
    }
    return states;
  }
}
