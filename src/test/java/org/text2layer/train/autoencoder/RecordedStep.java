package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.text2layer.nn.Autograd;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingStep;

/** A step outside of any run that keeps the gradients it is given, by group and parameter. */
final class RecordedStep<T> implements TrainingStep<T> {
  private final NDManager manager;
  private final Autograd autograd;
  private final Map<String, ParameterGroup> groups = new LinkedHashMap<>();
  private final List<T> samples;
  private final double progress;
  private final Map<String, Map<String, NDArray>> gradients = new LinkedHashMap<>();

  RecordedStep(
      NDManager manager,
      Autograd autograd,
      List<ParameterGroup> groups,
      List<T> samples,
      double progress) {
    this.manager = manager;
    this.autograd = autograd;
    groups.forEach(group -> this.groups.put(group.name(), group));
    groups.forEach(RecordedStep::parameters);
    this.samples = samples;
    this.progress = progress;
  }

  /** What an optimizer would change, ready for gradients. */
  static Map<String, NDArray> parameters(ParameterGroup group) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    group
        .network()
        .namedParameters()
        .forEach(
            (name, parameter) -> {
              if (group.trained().test(name) && !name.contains("running_")) {
                arrays.put(name, parameter.getArray());
                parameter.getArray().setRequiresGradient(true);
              }
            });
    return arrays;
  }

  Map<String, NDArray> gradients(String group) {
    return gradients.getOrDefault(group, Map.of());
  }

  @Override
  public long number() {
    return Math.round(1000 * progress);
  }

  @Override
  public long steps() {
    return 1000;
  }

  @Override
  public List<T> samples() {
    return samples;
  }

  @Override
  public List<String> ids() {
    return IntStream.range(0, samples.size()).mapToObj(i -> "sample-" + i).toList();
  }

  @Override
  public long seed(int row) {
    return 17 + row;
  }

  @Override
  public NDManager manager() {
    return manager;
  }

  @Override
  public ParameterStore store() {
    return new ParameterStore(manager, false);
  }

  @Override
  public void backward(String group, NDArray loss) {
    Map<String, NDArray> parameters = parameters(groups.get(group));
    NDList found = autograd.gradients(loss, List.copyOf(parameters.values()));
    found.attach(manager);
    Map<String, NDArray> named = new LinkedHashMap<>();
    parameters.keySet().forEach(name -> named.put(name, found.get(named.size())));
    gradients.put(group, named);
  }

  @Override
  public List<NDArray> gradients(NDArray loss, List<NDArray> of) {
    return autograd.gradientsKeepingGraph(loss, of);
  }
}
