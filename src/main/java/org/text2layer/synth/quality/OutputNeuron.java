package org.text2layer.synth.quality;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

/**
 * The one neuron that replaces a classifier's last layer: p = sigmoid(w · x + b), the probability
 * that a sample is good. Immutable, thread-safe.
 */
public final class OutputNeuron {
  private static final String WEIGHT = "classifier.weight";
  private static final String BIAS = "classifier.bias";

  private final float[] weights;
  private final float bias;
  private final Map<String, String> provenance;

  private OutputNeuron(float[] weights, float bias, Map<String, String> provenance) {
    this.weights = weights;
    this.bias = bias;
    this.provenance = Map.copyOf(provenance);
  }

  /**
   * A neuron with these weights.
   *
   * @param provenance what it was trained on and how
   * @throws IllegalArgumentException if a weight is not finite
   */
  public static OutputNeuron of(float[] weights, float bias, Map<String, String> provenance) {
    for (int i = 0; i < weights.length; i++) {
      requireFinite("weight " + i, weights[i]);
    }
    requireFinite("the bias", bias);
    return new OutputNeuron(weights.clone(), bias, provenance);
  }

  private static void requireFinite(String name, float value) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "Expected finite weights but %s is %s: the training diverged, so lower its rate."
              .formatted(name, value));
    }
  }

  /**
   * Opens a file that {@link #save} wrote.
   *
   * @throws WeightsException if it is missing, unreadable, or holds something else
   */
  public static OutputNeuron open(Path file) {
    try (Safetensors tensors = Safetensors.open(file)) {
      return from(tensors);
    }
  }

  /** The neuron trained for the embedded EfficientNet-Lite0 (see the model card). */
  static OutputNeuron embedded(PaperFilter filter) {
    String file = filter.label() + "-filter.safetensors";
    try (Safetensors tensors = Weights.embedded(OutputNeuron.class, file)) {
      return from(tensors);
    }
  }

  private static OutputNeuron from(Safetensors tensors) {
    long inputs = tensors.shape(WEIGHT).size();
    if (!tensors.shape(WEIGHT).equals(new Shape(1, inputs))
        || !tensors.shape(BIAS).equals(new Shape(1))) {
      throw new WeightsException(
          "Expected one output neuron in %s, (1, n) and (1), but came %s and %s: give a quality filter's file."
              .formatted(tensors.file(), tensors.shape(WEIGHT), tensors.shape(BIAS)));
    }
    return of(tensors.floats(WEIGHT), tensors.floats(BIAS)[0], tensors.metadata());
  }

  /** Writes safetensors with the provenance as metadata: beside the file first, then moved. */
  public void save(Path file) {
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put(WEIGHT, manager.create(weights, new Shape(1, weights.length)));
      tensors.put(BIAS, manager.create(new float[] {bias}));
      SafetensorsWriter.write(file, tensors, new TreeMap<>(provenance));
    }
  }

  /** How many features it reads. */
  public int inputs() {
    return weights.length;
  }

  /** A copy of w. */
  public float[] weights() {
    return weights.clone();
  }

  /** b. */
  public float bias() {
    return bias;
  }

  /** What it was trained on and how; empty if nobody said. */
  public Map<String, String> provenance() {
    return provenance;
  }

  /**
   * The probability in [0, 1] that features of this length are a good sample's.
   *
   * @throws IllegalArgumentException if the length differs
   */
  public double probability(float[] features) {
    if (features.length != weights.length) {
      throw new IllegalArgumentException(
          "Expected %s features but came %s: use the network that this neuron was trained on."
              .formatted(weights.length, features.length));
    }
    double sum = bias;
    for (int i = 0; i < features.length; i++) {
      sum += (double) weights[i] * features[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** SHA-256 of w and b. */
  String checksum() {
    float[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = bias;
    return Checksum.of(all);
  }

  @Override
  public String toString() {
    return "output neuron of " + weights.length + " features";
  }
}
