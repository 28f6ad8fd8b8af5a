package org.text2layer.train.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.text2layer.nn.Autograd;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.loading.Batch;

/** One batch of one step. */
record BatchStep<T>(
    long number,
    long steps,
    Batch<T> batch,
    NDManager manager,
    Autograd autograd,
    List<GroupTraining> groups)
    implements TrainingStep<T> {
  @Override
  public List<T> samples() {
    return batch.samples();
  }

  @Override
  public List<String> ids() {
    return batch.ids();
  }

  @Override
  public long seed(int row) {
    return batch.seeds().get(row);
  }

  @Override
  public ParameterStore store() {
    return new ParameterStore(manager, false);
  }

  @Override
  public void backward(String group, NDArray loss) {
    groups.stream()
        .filter(candidate -> candidate.name().equals(group))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected the name of a group of this task but came '%s': its groups are %s."
                        .formatted(group, groups.stream().map(GroupTraining::name).toList())))
        .backward(autograd, loss);
  }

  @Override
  public List<NDArray> gradients(NDArray loss, List<NDArray> of) {
    return autograd.gradientsKeepingGraph(loss, of);
  }
}
