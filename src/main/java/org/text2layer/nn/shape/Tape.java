package org.text2layer.nn.shape;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operators that one call of a block runs, in order. */
final class Tape {
  /** One operator: what it reads and writes, and the work of it and of its gradient. */
  private record Step(List<Storage> reads, Storage writes, long flops, long backwardFlops) {
    long bytes() {
      return writes.activationBytes() + reads.stream().mapToLong(Storage::activationBytes).sum();
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final Set<Storage> saved = Collections.newSetFromMap(new IdentityHashMap<>());

  /** An operator without multiplications that count, into new memory. */
  Tensor write(List<Long> sizes, DataType type, List<Tensor> inputs) {
    return write(sizes, type, inputs, 0, 0);
  }

  Tensor write(
      List<Long> sizes, DataType type, List<Tensor> inputs, long flops, long backwardFlops) {
    boolean differentiable = inputs.stream().anyMatch(Tensor::differentiable);
    Tensor result = Tensor.dense(sizes, type, differentiable);
    steps.add(
        new Step(
            inputs.stream().map(Tensor::storage).toList(),
            result.storage(),
            flops,
            differentiable ? backwardFlops : 0));
    return result;
  }

  /** An operator into its first input's memory. */
  Tensor overwrite(Tensor target, List<Tensor> others) {
    steps.add(new Step(others.stream().map(Tensor::storage).toList(), target.storage(), 0, 0));
    return target;
  }

  /** Autograd keeps this for the backward pass, where a gradient flows to the result at all. */
  void save(Tensor result, Tensor kept) {
    if (result.differentiable()) {
      saved.add(kept.storage());
    }
  }

  Set<Storage> saved() {
    return saved;
  }

  long flops() {
    return steps.stream().mapToLong(Step::flops).sum();
  }

  long backwardFlops() {
    return steps.stream().mapToLong(Step::backwardFlops).sum();
  }

  /** The most that one operator reads and writes: its gradients take as much. */
  long largestStep() {
    return steps.stream().mapToLong(Step::bytes).max().orElse(0);
  }

  /**
   * The most memory that is in use at once, without the inputs', where each dies with its last use.
   */
  long peak(List<Tensor> inputs, Tensor output) {
    Map<Storage, Integer> lastUse = new IdentityHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      lastUse.put(steps.get(i).writes(), i);
      for (Storage read : steps.get(i).reads()) {
        lastUse.put(read, i);
      }
    }
    lastUse.put(output.storage(), steps.size());
    Set<Storage> live = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Storage> before = Collections.newSetFromMap(new IdentityHashMap<>());
    inputs.forEach(input -> before.add(input.storage()));
    long peak = 0;
    for (int i = 0; i < steps.size(); i++) {
      if (!before.contains(steps.get(i).writes())) {
        live.add(steps.get(i).writes());
      }
      peak = Math.max(peak, live.stream().mapToLong(Storage::activationBytes).sum());
      int now = i;
      live.removeIf(storage -> lastUse.get(storage) <= now);
    }
    return peak;
  }
}
