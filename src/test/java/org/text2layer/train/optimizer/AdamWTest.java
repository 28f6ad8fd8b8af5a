package org.text2layer.train.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamWTest {
  private static final AdamWConfiguration CONFIGURATION =
      new AdamWConfiguration(0.01, 0.9, 0.99, 1e-8, 0.1);

  /** Loshchilov and Hutter 2019, algorithm 2, in 64 bits, after PyTorch's clip_grad_norm_. */
  private static final class Reference {
    private final double[] weights;
    private final double[] mean;
    private final double[] square;
    private int updates;

    Reference(float... weights) {
      this.weights = widen(weights);
      mean = new double[weights.length];
      square = new double[weights.length];
    }

    double update(float[] gradients, double factor, double clipNorm) {
      double[] g = widen(gradients);
      double norm = 0;
      for (double value : g) {
        norm += value * value;
      }
      norm = Math.sqrt(norm);
      double clip = Math.min(1, clipNorm / (norm + 1e-6));
      double rate = CONFIGURATION.learningRate() * factor;
      updates++;
      for (int i = 0; i < weights.length; i++) {
        double gradient = g[i] * clip;
        mean[i] = 0.9 * mean[i] + 0.1 * gradient;
        square[i] = 0.99 * square[i] + 0.01 * gradient * gradient;
        weights[i] -= rate * 0.1 * weights[i];
        double corrected = mean[i] / (1 - Math.pow(0.9, updates));
        double root = Math.sqrt(square[i] / (1 - Math.pow(0.99, updates)));
        weights[i] -= rate * corrected / (root + 1e-8);
      }
      return norm;
    }

    private static double[] widen(float[] values) {
      double[] wide = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        wide[i] = values[i];
      }
      return wide;
    }
  }

  private static Map<String, NDArray> parameters(NDManager manager) {
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    parameters.put("a", manager.create(new float[] {1, -2}));
    parameters.put("b", manager.create(new float[] {0.5f}));
    return parameters;
  }

  private static NDList gradients(NDManager manager, float... values) {
    return new NDList(
        manager.create(new float[] {values[0], values[1]}),
        manager.create(new float[] {values[2]}));
  }

  @Test
  void givenGradientsBelowAndAboveTheClipNormThenUpdatesFollowThePaper() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> parameters = parameters(manager);
      AdamW optimizer = AdamW.of(manager, parameters, CONFIGURATION);
      Reference reference = new Reference(1, -2, 0.5f);
      float[][] steps = {{0.1f, -0.2f, 0.3f}, {3, 4, -12}, {0, 1e-3f, 0.2f}, {-0.5f, 0.5f, 0.5f}};
      for (int step = 0; step < steps.length; step++) {
        double factor = 1 - 0.1 * step;
        double norm = optimizer.update(gradients(manager, steps[step]), factor, 1);
        assertEquals(reference.update(steps[step], factor, 1), norm, 1e-5);
      }
      float[] a = parameters.get("a").toFloatArray();
      float[] b = parameters.get("b").toFloatArray();
      assertArrayEquals(
          reference.weights, new double[] {a[0], a[1], b[0]}, 1e-6, "weights after 4 updates");
      assertEquals(4, optimizer.updates());
    }
  }

  @Test
  void givenAnInfiniteClipNormThenLargeGradientsStayAsTheyAre() {
    try (NDManager manager = NDManager.newBaseManager()) {
      AdamW optimizer = AdamW.of(manager, parameters(manager), CONFIGURATION);
      optimizer.update(gradients(manager, 30, 40, 0), 1, Double.POSITIVE_INFINITY);
      assertArrayEquals(
          new float[] {3, 4}, optimizer.moments().get("mean.a").toFloatArray(), 1e-5f);
    }
  }

  @Test
  void givenAGradientThatIsNoNumberThenNothingChanges() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> parameters = parameters(manager);
      AdamW optimizer = AdamW.of(manager, parameters, CONFIGURATION);
      double norm = optimizer.update(gradients(manager, 1, Float.NaN, 1), 1, 1);
      assertTrue(Double.isNaN(norm));
      assertArrayEquals(new float[] {1, -2}, parameters.get("a").toFloatArray());
      assertArrayEquals(new float[2], optimizer.moments().get("square.a").toFloatArray());
      assertEquals(0, optimizer.updates());
    }
  }
}
