package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.model.classifier.EfficientNet;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.nn.ClassifierBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * EfficientNet-Lite0 features, decoded from the coarsest to the finest into one soft mask. Input
 * (batch, 3, 256, 256) in [-1, 1], output (batch, 1, 256, 256) in [0, 1]. Thread-safe in inference.
 * Batch norms keep their statistics in training.
 */
public final class SalientObjectNetwork extends NamedBlock {
  /** Of the pictures that it sees, in pixels. */
  public static final int SIDE = 256;

  private static final int[] FEATURE_WIDTHS = {16, 24, 40, 112, 320};
  private static final int[] DECODER_WIDTHS = {80, 48, 32, 24};

  private final EfficientNet encoder;
  private final List<ScriptBlock> decoder = new ArrayList<>();
  private final ScriptBlock output;

  private SalientObjectNetwork() {
    encoder = add("encoder", EfficientNet.featureExtractor(EfficientNetConfiguration.lite0()));
    int coarsest = FEATURE_WIDTHS.length - 1;
    int width = FEATURE_WIDTHS[coarsest];
    for (int step = 0; step < DECODER_WIDTHS.length; step++) {
      int stage = FEATURE_WIDTHS[coarsest - 1 - step];
      decoder.add(
          add("blocks." + step, ClassifierBlocks.maskDecoder(width, stage, DECODER_WIDTHS[step])));
      width = DECODER_WIDTHS[step];
    }
    output = add("out", ClassifierBlocks.maskOutput(width));
  }

  /** The network of the embedded weights, without them. */
  public static SalientObjectNetwork withoutWeights() {
    return new SalientObjectNetwork();
  }

  /** Soft masks of pictures. */
  NDArray masks(NDArray pictures) {
    ParameterStore store = new ParameterStore(pictures.getManager(), false);
    return forward(store, new NDList(pictures), false).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    List<NDArray> features = encoder.features(store, inputs.singletonOrThrow(), training);
    NDArray hidden = features.get(features.size() - 1);
    for (int step = 0; step < decoder.size(); step++) {
      NDArray stage = features.get(features.size() - 2 - step);
      hidden = decoder.get(step).apply(store, hidden, stage, training);
    }
    return new NDList(output.apply(store, hidden, training));
  }
}
