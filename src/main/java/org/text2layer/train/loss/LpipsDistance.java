package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.TensorNames.Row;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

/** {@link PerceptualDistance#lpips}: LPIPS on VGG16 (Zhang et al., 2018). */
final class LpipsDistance implements PerceptualDistance {
  private static final Map<String, String> CONSTANTS = Map.of("EPSILON", "1.0e-10");

  /** The network's stages, which its layers' numbers go on through. */
  private static final TensorNames SLICES =
      TensorNames.of(
          IntStream.rangeClosed(1, Vgg16.widths().size())
              .mapToObj(stage -> Row.of("slice" + stage, ""))
              .toList());

  private final Vgg16 network;
  private final List<NDArray> channelWeights;
  private final ScriptFunction scaled;
  private final ScriptFunction distance;

  private LpipsDistance(Vgg16 network, List<NDArray> channelWeights) {
    this.network = network;
    this.channelWeights = channelWeights;
    scaled = compile("scaled");
    distance = compile("lpips");
  }

  private static ScriptFunction compile(String name) {
    return ScriptFunction.compile(LpipsDistance.class, "perceptual", name, CONSTANTS);
  }

  static LpipsDistance vgg16(NDManager owner, Path file) {
    try (Safetensors tensors = Safetensors.open(file)) {
      Vgg16 network = Vgg16.create();
      Weights.load(network, owner, SLICES.in(TensorNames.under("net").in(tensors)));
      return new LpipsDistance(network, channelWeights(owner, tensors));
    }
  }

  static LpipsDistance vgg16(NDManager owner, Path torchvision, Path lpips) {
    try (Safetensors vgg = Safetensors.open(torchvision);
        Safetensors weights = Safetensors.open(lpips)) {
      Vgg16 network = Vgg16.create();
      Weights.load(network, owner, TensorNames.under("features").in(vgg));
      return new LpipsDistance(network, channelWeights(owner, weights));
    }
  }

  private static List<NDArray> channelWeights(NDManager owner, Safetensors file) {
    List<NDArray> weights = new ArrayList<>();
    for (int stage = 0; stage < Vgg16.widths().size(); stage++) {
      // The dropout before it, if there is one, has place 0.
      String prefix = "lin" + stage + ".model.";
      String name = prefix + (file.names().contains(prefix + "1.weight") ? "1" : "0") + ".weight";
      Shape shape = new Shape(1, Vgg16.widths().get(stage), 1, 1);
      if (!file.names().contains(name) || !file.shape(name).equals(shape)) {
        throw new WeightsException(
            "Expected lpips' channel weights %s of shape %s in %s but %s: save lpips.LPIPS(net=\"vgg\").state_dict()."
                .formatted(
                    name,
                    shape,
                    file.file(),
                    file.names().contains(name) ? "came " + file.shape(name) : "it is missing"));
      }
      weights.add(file.load(owner, name));
    }
    return weights;
  }

  @Override
  public String name() {
    return "LPIPS VGG16";
  }

  @Override
  public NDArray apply(NDArray predictions, NDArray targets) {
    List<NDArray> all = new ArrayList<>(features(predictions, true));
    all.addAll(features(targets, false));
    all.addAll(channelWeights);
    return distance.apply(all.toArray(NDArray[]::new));
  }

  private List<NDArray> features(NDArray pictures, boolean gradients) {
    ParameterStore store = new ParameterStore(pictures.getManager(), false);
    return network.features(store, scaled.apply(pictures), gradients);
  }
}
