package org.text2layer.metrics.caption;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Weights;

/**
 * A linear layer for pictures' features and one for texts' into one space, where the cosine says
 * how well they fit. Immutable, thread-safe.
 *
 * @param pictures from a picture's features
 * @param texts from a text's
 * @param provenance what they were trained on and how
 */
record TwoTowers(Tower pictures, Tower texts, Map<String, String> provenance) {
  /** Checks that both end in one space. */
  public TwoTowers {
    provenance = Map.copyOf(provenance);
    if (pictures.outputs() != texts.outputs()) {
      throw new IllegalArgumentException(
          "Expected two towers into one space but came %s and %s numbers: train them together."
              .formatted(pictures.outputs(), texts.outputs()));
    }
  }

  /** A linear layer whose result is brought to unit length. Immutable. */
  public static final class Tower {
    private final float[] weights;
    private final float[] bias;

    private Tower(float[] weights, float[] bias) {
      this.weights = weights;
      this.bias = bias;
    }

    /**
     * A layer.
     *
     * @param weights (outputs, inputs), row by row
     * @param bias one an output
     * @throws IllegalArgumentException if the lengths do not go together or a number is not finite
     */
    public static Tower of(float[] weights, float[] bias) {
      if (bias.length == 0 || weights.length == 0 || weights.length % bias.length != 0) {
        throw new IllegalArgumentException(
            "Expected a row of weights an output but came %s weights and %s outputs: check the file."
                .formatted(weights.length, bias.length));
      }
      for (float[] numbers : new float[][] {weights, bias}) {
        for (int i = 0; i < numbers.length; i++) {
          if (!Float.isFinite(numbers[i])) {
            throw new IllegalArgumentException(
                "Expected finite weights but number %s is %s: the training diverged, so lower its rate."
                    .formatted(i, numbers[i]));
          }
        }
      }
      return new Tower(weights.clone(), bias.clone());
    }

    int inputs() {
      return weights.length / bias.length;
    }

    int outputs() {
      return bias.length;
    }

    /** The vector of unit length that belongs to these features. */
    public double[] project(float[] features) {
      if (features.length != inputs()) {
        throw new IllegalArgumentException(
            "Expected %s features but came %s: take those that the towers were trained on."
                .formatted(inputs(), features.length));
      }
      double[] vector = new double[outputs()];
      double squares = 0;
      for (int output = 0; output < vector.length; output++) {
        double sum = bias[output];
        for (int i = 0; i < features.length; i++) {
          sum += weights[output * features.length + i] * features[i];
        }
        vector[output] = sum;
        squares += sum * sum;
      }
      double length = Math.sqrt(squares);
      for (int output = 0; output < vector.length && length > 0; output++) {
        vector[output] /= length;
      }
      return vector;
    }

    private static Tower from(Safetensors tensors, String name) {
      return of(tensors.floats(name + ".weight"), tensors.floats(name + ".bias"));
    }

    private void into(Map<String, NDArray> tensors, String name, NDManager manager) {
      tensors.put(name + ".weight", manager.create(weights, new Shape(outputs(), inputs())));
      tensors.put(name + ".bias", manager.create(bias));
    }
  }

  private static final String PICTURES = "pictures";
  private static final String TEXTS = "texts";

  /** The cosine of a picture and a text, in [-1, 1]; 0 if one of them projects to nothing. */
  public double cosine(float[] picture, float[] text) {
    double[] a = pictures.project(picture);
    double[] b = texts.project(text);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Those that ship with the jar. */
  static TwoTowers embedded() {
    String file = "emoji-scene-caption-score.safetensors";
    try (Safetensors tensors = Weights.embedded(TwoTowers.class, file)) {
      return from(tensors);
    }
  }

  static TwoTowers from(Safetensors tensors) {
    return new TwoTowers(
        Tower.from(tensors, PICTURES), Tower.from(tensors, TEXTS), tensors.metadata());
  }

  /** Writes safetensors with the provenance as metadata: beside the file first, then moved. */
  public void save(Path file) {
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      pictures.into(tensors, PICTURES, manager);
      texts.into(tensors, TEXTS, manager);
      SafetensorsWriter.write(file, tensors, new TreeMap<>(provenance));
    }
  }

  @Override
  public String toString() {
    return "two towers, %s and %s features into %s"
        .formatted(pictures.inputs(), texts.inputs(), pictures.outputs());
  }
}
