package org.text2layer.train.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.nn.TensorFunction;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), as PyTorch's: one
 * native call changes all parameters and moments in place. Weight decay is on every parameter. Not
 * thread-safe; what it makes belongs to its manager.
 */
public final class AdamW {
  private final AdamWConfiguration configuration;
  private final NDManager owner;
  private final TensorFunction function;
  private final List<String> names;
  private final NDList parameters;
  private final NDList means = new NDList();
  private final NDList squares = new NDList();
  private long updates;

  private AdamW(
      NDManager owner, Map<String, NDArray> parameters, AdamWConfiguration configuration) {
    this.configuration = configuration;
    this.owner = owner;
    this.names = new ArrayList<>(parameters.keySet());
    this.parameters = new NDList(new ArrayList<>(parameters.values()));
    function =
        TensorFunction.of(
            "adamw", Map.of(), "parameters", "gradients", "means", "squares", "settings");
    for (NDArray parameter : this.parameters) {
      means.add(owner.zeros(parameter.getShape()));
      squares.add(owner.zeros(parameter.getShape()));
    }
  }

  /**
   * An optimizer with moments of 0.
   *
   * @param owner owns the moments, on the parameters' device
   * @param parameters by name, float32; changed by each update
   */
  public static AdamW of(
      NDManager owner, Map<String, NDArray> parameters, AdamWConfiguration configuration) {
    return new AdamW(owner, parameters, configuration);
  }

  /**
   * One update.
   *
   * @param gradients one a parameter, in their order; clipped in place
   * @param factor of the learning rate, from the schedule
   * @param clipNorm the largest norm over all gradients; infinite for no clipping
   * @return the norm before clipping; where it is infinite or no number, nothing was changed
   */
  public double update(NDList gradients, double factor, double clipNorm) {
    try (NDManager scope = owner.newSubManager()) {
      NDList settings = new NDList();
      double[] numbers = {
        configuration.learningRate() * factor,
        configuration.beta1(),
        configuration.beta2(),
        configuration.epsilon(),
        configuration.weightDecay(),
        clipNorm,
        updates + 1
      };
      for (double number : numbers) {
        settings.add(scope.create(new double[] {number}, new Shape()));
      }
      NDList result = function.apply(scope, parameters, gradients, means, squares, settings);
      double norm = result.singletonOrThrow().getFloat();
      if (Double.isFinite(norm)) {
        updates++;
      }
      return norm;
    }
  }

  /** How many updates there were. */
  public long updates() {
    return updates;
  }

  /** The moments by name: "mean." and "square." with the parameter's name. */
  public Map<String, NDArray> moments() {
    Map<String, NDArray> moments = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      moments.put("mean." + names.get(i), means.get(i));
      moments.put("square." + names.get(i), squares.get(i));
    }
    return moments;
  }

  /** Goes on after so many updates, once the moments are put in place. */
  public void resumeAfter(long earlierUpdates) {
    updates = earlierUpdates;
  }
}
