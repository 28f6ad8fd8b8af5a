package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Map;
import org.text2layer.model.Pretrained;
import org.text2layer.model.classifier.EfficientNet;
import org.text2layer.nn.ScriptFunction;

/**
 * A perceptual distance by the embedded EfficientNet-Lite0, frozen: the last features at strides 2,
 * 4, 8 and 16, with equal weights.
 */
final class EfficientNetDistance implements PerceptualDistance {
  private static final int STAGES = 4;

  private final EfficientNet network;
  private final ScriptFunction distance;

  private EfficientNetDistance(EfficientNet network, ScriptFunction distance) {
    this.network = network;
    this.distance = distance;
  }

  static EfficientNetDistance embedded(NDManager owner) {
    return new EfficientNetDistance(
        Pretrained.efficientNetLite0(owner),
        ScriptFunction.compile(
            EfficientNetDistance.class, "perceptual", "distance", Map.of("EPSILON", "1.0e-06")));
  }

  @Override
  public String name() {
    return "EfficientNet-Lite0";
  }

  @Override
  public NDArray apply(NDArray predictions, NDArray targets) {
    List<NDArray> a = features(predictions, true);
    List<NDArray> b = features(targets, false);
    return distance.apply(
        a.get(0), a.get(1), a.get(2), a.get(3), b.get(0), b.get(1), b.get(2), b.get(3));
  }

  private List<NDArray> features(NDArray pictures, boolean gradients) {
    ParameterStore store = new ParameterStore(pictures.getManager(), false);
    return network.features(store, pictures, gradients, STAGES);
  }
}
