package org.text2layer.train.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.nn.TensorFunction;

/**
 * The exponential moving average of a network's weights, whose samples are better than those of the
 * weights themselves. Begins as a copy. Not thread-safe; what it makes belongs to its manager.
 */
public final class MovingAverage {
  private final double decay;
  private final NDManager owner;
  private final TensorFunction function;
  private final TensorFunction swap;
  private final Map<String, NDArray> averages = new LinkedHashMap<>();
  private final NDList parameters;
  private long updates;

  private MovingAverage(NDManager owner, Map<String, NDArray> parameters, double decay) {
    this.decay = decay;
    this.owner = owner;
    this.parameters = new NDList();
    function = TensorFunction.of("moving-average", Map.of(), "averages", "parameters", "shares");
    swap = TensorFunction.of("swap", Map.of(), "first", "second");
    parameters.forEach(
        (name, parameter) -> {
          NDArray copy = parameter.duplicate();
          copy.attach(owner);
          averages.put(name, copy);
          this.parameters.add(parameter);
        });
  }

  /**
   * An average that begins with the parameters as they are.
   *
   * @param owner owns the copies
   * @param parameters by name, float32
   * @param decay d in [0, 1)
   */
  public static MovingAverage of(NDManager owner, Map<String, NDArray> parameters, double decay) {
    return new MovingAverage(owner, parameters, decay);
  }

  /**
   * Moves towards the parameters as they are now: after n updates the average keeps min(d, (1 + n)
   * / (10 + n)) of itself, so that it soon forgets where it began (TensorFlow's
   * ExponentialMovingAverage with num_updates).
   */
  public void update() {
    double kept = Math.min(decay, (1.0 + updates) / (10.0 + updates));
    try (NDManager scope = owner.newSubManager()) {
      NDArray share = scope.create(new double[] {1 - kept}, new Shape());
      function.apply(scope, arrays(), parameters, new NDList(share));
    }
    updates++;
  }

  /** Exchanges the averages' values with the parameters'; the second call undoes the first. */
  public void swap() {
    try (NDManager scope = owner.newSubManager()) {
      swap.apply(scope, arrays(), parameters);
    }
  }

  private NDList arrays() {
    return new NDList(averages.values().toArray(new NDArray[0]));
  }

  /** The averages by the parameters' names. */
  public Map<String, NDArray> averages() {
    return averages;
  }

  /** How many updates there were. */
  public long updates() {
    return updates;
  }

  /** Goes on after so many updates, once the averages are put in place. */
  public void resumeAfter(long earlierUpdates) {
    updates = earlierUpdates;
  }
}
