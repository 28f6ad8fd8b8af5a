package org.text2layer.train;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.text2layer.nn.NamedBlock;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * A network that a task trains, with an optimizer of its own.
 *
 * @param name unique in the task: "unet", "discriminator"; names the group's files
 * @param network initialised on the device of the training, in 32 bits
 * @param optimizer how it learns
 * @param trained which parameters learn, by their names; the others stay as they are
 * @param averaged whether a moving average of the weights is kept, which previews and results use
 */
public record ParameterGroup(
    String name,
    NamedBlock network,
    AdamWConfiguration optimizer,
    Predicate<String> trained,
    boolean averaged) {
  private static final String NAME = "[a-z][a-z0-9-]{0,39}";

  /** Checks the name. */
  public ParameterGroup {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(trained, "trained");
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "Expected a group's name of small letters, digits and '-' but came '%s': it names files."
              .formatted(name));
    }
  }

  /** All of a network, averaged. */
  public static ParameterGroup of(String name, NamedBlock network, AdamWConfiguration optimizer) {
    return new ParameterGroup(name, network, optimizer, parameter -> true, true);
  }

  /** The same without the moving average: for a discriminator. */
  public ParameterGroup withoutAverage() {
    return new ParameterGroup(name, network, optimizer, trained, false);
  }

  /** The same where only some parameters learn. */
  public ParameterGroup onlyTraining(Predicate<String> parameters) {
    return new ParameterGroup(name, network, optimizer, parameters, averaged);
  }

  /** What the optimizer changes, in the network's order; no running statistics. */
  public Map<String, NDArray> trainable() {
    return arrays(
        (parameter, value) ->
            trained.test(parameter)
                && value.getType() != Parameter.Type.RUNNING_MEAN
                && value.getType() != Parameter.Type.RUNNING_VAR);
  }

  /** All that a checkpoint keeps of the network: parameters and running statistics. */
  public Map<String, NDArray> all() {
    return arrays((parameter, value) -> true);
  }

  private Map<String, NDArray> arrays(BiPredicate<String, Parameter> condition) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    network
        .namedParameters()
        .forEach(
            (parameter, value) -> {
              if (condition.test(parameter, value)) {
                arrays.put(parameter, value.getArray());
              }
            });
    return arrays;
  }
}
