package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.nn.ClassifierBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * The convolutions of VGG16 (Simonyan and Zisserman, 2015), for perceptual distances. Its weights
 * are not embedded; parameters are named by their place in torchvision's "features": "0.weight" to
 * "28.bias". Thread-safe in inference.
 */
final class Vgg16 extends NamedBlock {
  private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512, 512);
  private static final List<Integer> DEPTHS = List.of(2, 2, 3, 3, 3);

  private final List<List<ScriptBlock>> stages = new ArrayList<>();

  private Vgg16() {
    int place = 0;
    int in = 3;
    for (int stage = 0; stage < WIDTHS.size(); stage++) {
      List<ScriptBlock> blocks = new ArrayList<>();
      for (int layer = 0; layer < DEPTHS.get(stage); layer++) {
        boolean halve = stage > 0 && layer == 0;
        ScriptBlock block = ClassifierBlocks.convolutionRelu(in, WIDTHS.get(stage), halve);
        blocks.add(add(Integer.toString(place), block));
        in = WIDTHS.get(stage);
        place += 2; // the ReLU has a place of its own
      }
      stages.add(blocks);
      place++; // and so has the pooling
    }
  }

  /** The network without weights. */
  public static Vgg16 create() {
    return new Vgg16();
  }

  /** Channels of the features, finest first. */
  public static List<Integer> widths() {
    return WIDTHS;
  }

  /**
   * What each stage ends with, after its ReLU: strides 1, 2, 4, 8 and 16.
   *
   * @param pictures (batch, 3, height, width), normalised as the weights want it; at least 16
   *     pixels a side
   */
  public List<NDArray> features(ParameterStore store, NDArray pictures, boolean training) {
    return forward(store, new NDList(pictures), training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDList features = new NDList();
    NDArray hidden = inputs.singletonOrThrow();
    for (List<ScriptBlock> stage : stages) {
      for (ScriptBlock block : stage) {
        hidden = block.apply(store, hidden, training);
      }
      features.add(hidden);
    }
    return features;
  }
}
