package org.text2layer.model.classifier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.model.classifier.EfficientNetConfiguration.Stage;
import org.text2layer.nn.ClassifierBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * EfficientNet: ImageNet classifier, and features for other networks. Input RGB in [-1, 1]; the
 * normalisation of the weights is done here. Parameters carry timm's names. Thread-safe in
 * inference.
 */
public final class EfficientNet extends NamedBlock {
  private static final int SQUEEZE = 4;

  private final EfficientNetConfiguration configuration;
  private final ScriptBlock stem;
  private final List<List<ScriptBlock>> stages = new ArrayList<>();
  private final Optional<Head> head;

  /** What turns the last features into class scores. */
  private record Head(ScriptBlock convolution, ScriptBlock classifier) {}

  private EfficientNet(EfficientNetConfiguration configuration, boolean withHead) {
    this.configuration = configuration;
    ClassifierBlocks.MobileStyle style = configuration.style();
    int in = configuration.stem();
    stem = add("", ClassifierBlocks.convolutionNorm(style, "conv_stem", "bn1", 3, in, 3, 2));
    for (Stage stage : configuration.stages()) {
      stages.add(blocks(stage, in));
      in = stage.width();
    }
    head = withHead ? Optional.of(head(in)) : Optional.empty();
  }

  /** The whole network, without weights. */
  public static EfficientNet classifier(EfficientNetConfiguration configuration) {
    return new EfficientNet(configuration, true);
  }

  /** The network up to its last stage, without weights: an encoder for other networks. */
  public static EfficientNet featureExtractor(EfficientNetConfiguration configuration) {
    return new EfficientNet(configuration, false);
  }

  /** The variant. */
  public EfficientNetConfiguration configuration() {
    return configuration;
  }

  private List<ScriptBlock> blocks(Stage stage, int in) {
    String name = "blocks." + stages.size() + ".";
    List<ScriptBlock> blocks = new ArrayList<>();
    for (int layer = 0; layer < stage.depth(); layer++) {
      int width = layer == 0 ? in : stage.width();
      int stride = layer == 0 ? stage.stride() : 1;
      blocks.add(add(name + layer, block(stage, width, stride)));
    }
    return blocks;
  }

  private ScriptBlock block(Stage stage, int in, int stride) {
    ClassifierBlocks.MobileStyle style = configuration.style();
    int out = stage.width();
    int squeezed = configuration.squeezeAndExcite() ? in / SQUEEZE : 0;
    return stage.expansion() == 1
        ? ClassifierBlocks.separable(style, in, out, stage.kernel(), stride, squeezed)
        : ClassifierBlocks.invertedResidual(
            style, in, out, in * stage.expansion(), stage.kernel(), stride, squeezed);
  }

  private Head head(int in) {
    int out = configuration.pooled();
    ClassifierBlocks.MobileStyle style = configuration.style();
    return new Head(
        add("", ClassifierBlocks.convolutionNorm(style, "conv_head", "bn2", in, out, 1, 1)),
        add("classifier", ClassifierBlocks.linear(out, configuration.classes())));
  }

  /**
   * The last feature map of each size: of Lite0 and B0 five, at strides 2, 4, 8, 16, 32, of widths
   * 16, 24, 40, 112, 320.
   */
  public List<NDArray> features(ParameterStore store, NDArray pictures, boolean training) {
    return features(store, pictures, training, stages.size());
  }

  /** The same of a network that is not trained. */
  public List<NDArray> features(NDArray pictures) {
    return features(new ParameterStore(pictures.getManager(), false), pictures, false);
  }

  /** The same, but only the finest ones: what is coarser is not computed. */
  public List<NDArray> features(
      ParameterStore store, NDArray pictures, boolean training, int sizes) {
    List<NDArray> features = new ArrayList<>();
    NDArray hidden = stem.apply(store, normalised(pictures), training);
    for (int stage = 0; stage < stages.size() && features.size() < sizes; stage++) {
      for (ScriptBlock block : stages.get(stage)) {
        hidden = block.apply(store, hidden, training);
      }
      boolean lastOfItsSize =
          stage + 1 == stages.size() || configuration.stages().get(stage + 1).stride() == 2;
      if (lastOfItsSize) {
        features.add(hidden);
      }
    }
    return features;
  }

  private NDArray normalised(NDArray pictures) {
    if (configuration.takesInputAsItIs()) {
      return pictures;
    }
    NDArray mean = perColour(pictures, configuration.mean());
    NDArray deviation = perColour(pictures, configuration.deviation());
    return pictures.add(1).div(2).sub(mean).div(deviation);
  }

  private static NDArray perColour(NDArray pictures, List<Double> values) {
    float[] colours = new float[values.size()];
    for (int colour = 0; colour < colours.length; colour++) {
      colours[colour] = values.get(colour).floatValue();
    }
    return pictures.getManager().create(colours, new Shape(1, colours.length, 1, 1));
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
                    + " EfficientNet.classifier(...)."));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray pooled = pooled(store, inputs.singletonOrThrow(), training);
    return new NDList(requireHead().classifier().apply(store, pooled, training));
  }
}
