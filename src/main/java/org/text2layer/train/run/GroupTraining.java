package org.text2layer.train.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.text2layer.nn.Autograd;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingException;
import org.text2layer.train.optimizer.AdamW;
import org.text2layer.train.optimizer.MovingAverage;

/** What changes of a group while it is trained. For one thread. */
final class GroupTraining {
  static final String AVERAGE = ".average";
  private static final String MOMENTS = ".moments";

  private final ParameterGroup group;
  private final NDManager owner;
  private final TrainingConfiguration configuration;
  private final NDList trained;
  private final AdamW optimizer;
  private final Optional<MovingAverage> average;
  private Optional<NDList> gradients = Optional.empty();

  /**
   * Prepares the network for gradients.
   *
   * @param owner owns moments and averages
   */
  GroupTraining(NDManager owner, ParameterGroup group, TrainingConfiguration configuration) {
    this.group = group;
    this.owner = owner;
    this.configuration = configuration;
    Map<String, NDArray> trainable = group.trainable();
    if (trainable.isEmpty()) {
      throw new TrainingException(
          "Expected parameters to train in the group '%s' but it has none of the names asked for: check the condition."
              .formatted(group.name()));
    }
    group.all().values().forEach(parameter -> parameter.setRequiresGradient(false));
    trainable.values().forEach(parameter -> parameter.setRequiresGradient(true));
    trained = new NDList(trainable.values().toArray(new NDArray[0]));
    optimizer = AdamW.of(owner, trainable, group.optimizer());
    average =
        group.averaged() && configuration.averageDecay() > 0
            ? Optional.of(MovingAverage.of(owner, trainable, configuration.averageDecay()))
            : Optional.empty();
  }

  String name() {
    return group.name();
  }

  /** Adds a batch's share of the gradients. */
  void backward(Autograd autograd, NDArray loss) {
    boolean whole = configuration.accumulation() == 1;
    // By an array that stays: DJL frees a Java number's memory before gradients read it.
    NDArray one = loss.getManager().create(1f / configuration.accumulation());
    NDArray share = whole ? loss : loss.mul(one);
    NDList fresh = autograd.gradients(share, trained);
    if (gradients.isEmpty()) {
      fresh.attach(owner);
      gradients = Optional.of(fresh);
    } else {
      for (int i = 0; i < fresh.size(); i++) {
        gradients.get().get(i).addi(fresh.get(i));
      }
    }
  }

  /** Whether this step has gradients for it. */
  boolean hasGradients() {
    return gradients.isPresent();
  }

  double learningRate(long step) {
    return group.optimizer().learningRate()
        * configuration.schedule().factor(step, configuration.steps());
  }

  /** Updates the weights; gives the gradients' norm, which if not finite changed nothing. */
  double update(long step) {
    NDList current = gradients.orElseThrow();
    gradients = Optional.empty();
    try (current) {
      double factor = configuration.schedule().factor(step, configuration.steps());
      double norm = optimizer.update(current, factor, configuration.clipNorm());
      if (Double.isFinite(norm)) {
        average.ifPresent(MovingAverage::update);
      }
      return norm;
    }
  }

  long updates() {
    return optimizer.updates();
  }

  /** All that a checkpoint holds of it, by the names of files. */
  Map<String, Map<String, NDArray>> state() {
    Map<String, Map<String, NDArray>> state = new LinkedHashMap<>();
    state.put(name(), group.all());
    state.put(name() + MOMENTS, optimizer.moments());
    average.ifPresent(
        weights -> {
          // Running statistics and what is not trained have no average: as they are.
          Map<String, NDArray> all = new LinkedHashMap<>(group.all());
          all.putAll(weights.averages());
          state.put(name() + AVERAGE, all);
        });
    return state;
  }

  void resumeAfter(long updates) {
    optimizer.resumeAfter(updates);
    average.ifPresent(weights -> weights.resumeAfter(updates));
  }

  /** Puts the averages in the weights' place, or back. */
  void swap() {
    average.ifPresent(MovingAverage::swap);
  }

  /** The network is as it was before, but for its weights. */
  void release() {
    trained.forEach(parameter -> parameter.setRequiresGradient(false));
  }
}
