package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.nn.ClassifierBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * EfficientNet-Lite0 (timm's tf_efficientnet_lite0): ImageNet classifier, and features for other
 * networks. Input RGB in [-1, 1]. Thread-safe in inference.
 */
public final class EfficientNetLite0 extends NamedBlock {
  /** Number of ImageNet's classes. */
  public static final int CLASSES = 1000;

  /** Width of the pooled features. */
  public static final int POOLED = 1280;

  /**
   * One stage of inverted residuals: kernel, stride of the first block, expansion, width, depth.
   */
  private record Stage(int kernel, int stride, int expansion, int width, int depth) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(3, 1, 1, 16, 1),
          new Stage(3, 2, 6, 24, 2),
          new Stage(5, 2, 6, 40, 2),
          new Stage(3, 2, 6, 80, 3),
          new Stage(5, 1, 6, 112, 3),
          new Stage(5, 2, 6, 192, 4),
          new Stage(3, 1, 6, 320, 1));

  private static final int STEM = 32;

  private final ScriptBlock stem;
  private final List<List<ScriptBlock>> stages = new ArrayList<>();
  private final Optional<Head> head;

  /** What turns the last features into class scores. */
  private record Head(ScriptBlock convolution, ScriptBlock classifier) {}

  private EfficientNetLite0(boolean withHead) {
    stem = add("", ClassifierBlocks.convolutionNorm("conv_stem", "bn1", 3, STEM, 3, 2));
    int in = STEM;
    for (int stage = 0; stage < STAGES.size(); stage++) {
      stages.add(stage(stage, in));
      in = STAGES.get(stage).width();
    }
    head =
        withHead
            ? Optional.of(
                new Head(
                    add("", ClassifierBlocks.convolutionNorm("conv_head", "bn2", in, POOLED, 1, 1)),
                    add("classifier", ClassifierBlocks.linear(POOLED, CLASSES))))
            : Optional.empty();
  }

  /** The whole network, without weights. */
  public static EfficientNetLite0 classifier() {
    return new EfficientNetLite0(true);
  }

  /** The network up to its last stage, without weights: an encoder for other networks. */
  public static EfficientNetLite0 featureExtractor() {
    return new EfficientNetLite0(false);
  }

  private List<ScriptBlock> stage(int index, int in) {
    Stage stage = STAGES.get(index);
    List<ScriptBlock> blocks = new ArrayList<>();
    for (int layer = 0; layer < stage.depth(); layer++) {
      int width = layer == 0 ? in : stage.width();
      int stride = layer == 0 ? stage.stride() : 1;
      ScriptBlock block =
          stage.expansion() == 1
              ? ClassifierBlocks.separable(width, stage.width(), stage.kernel(), stride)
              : ClassifierBlocks.invertedResidual(
                  width, stage.width(), width * stage.expansion(), stage.kernel(), stride);
      blocks.add(add("blocks." + index + "." + layer, block));
    }
    return blocks;
  }

  /** The five feature maps at strides 2, 4, 8, 16, 32, of widths 16, 24, 40, 112, 320. */
  public List<NDArray> features(NDArray pictures) {
    return features(new ParameterStore(pictures.getManager(), false), pictures, false);
  }

  /** The same, with or without gradients. */
  public List<NDArray> features(ParameterStore store, NDArray pictures, boolean training) {
    List<NDArray> features = new ArrayList<>();
    NDArray hidden = stem.apply(store, pictures, training);
    for (int stage = 0; stage < stages.size(); stage++) {
      for (ScriptBlock block : stages.get(stage)) {
        hidden = block.apply(store, hidden, training);
      }
      boolean lastOfItsSize = stage + 1 == stages.size() || STAGES.get(stage + 1).stride() == 2;
      if (lastOfItsSize) {
        features.add(hidden);
      }
    }
    return features;
  }

  /** Globally averaged features (batch, 1280). */
  public NDArray pooled(NDArray pictures) {
    return pooled(new ParameterStore(pictures.getManager(), false), pictures, false);
  }

  private NDArray pooled(ParameterStore store, NDArray pictures, boolean training) {
    List<NDArray> features = features(store, pictures, training);
    NDArray last = features.get(features.size() - 1);
    NDArray activation = requireHead().convolution().apply(store, last, training);
    return activation.flatten(2, 3).mean(new int[] {2});
  }

  /** Class scores before softmax (batch, 1000). */
  public NDArray logits(NDArray pictures) {
    ParameterStore store = new ParameterStore(pictures.getManager(), false);
    return forward(store, new NDList(pictures), false).singletonOrThrow();
  }

  private Head requireHead() {
    return head.orElseThrow(
        () ->
            new IllegalStateException(
                "Expected a classifier but this is a feature extractor: build it by"
                    + " EfficientNetLite0.classifier()."));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray pooled = pooled(store, inputs.singletonOrThrow(), training);
    return new NDList(requireHead().classifier().apply(store, pooled, training));
  }
}
