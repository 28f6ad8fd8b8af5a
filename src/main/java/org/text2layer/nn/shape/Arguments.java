package org.text2layer.nn.shape;

import java.util.List;

/** The positional arguments of one call. */
record Arguments(List<Object> values) {
  int count() {
    return values.size();
  }

  Tensor tensor(int index) {
    return (Tensor) values.get(index);
  }

  long number(int index) {
    return (Long) values.get(index);
  }

  @SuppressWarnings("unchecked")
  List<Long> numbers(int index) {
    return (List<Long>) values.get(index);
  }

  @SuppressWarnings("unchecked")
  List<Tensor> tensors(int index) {
    return (List<Tensor>) values.get(index);
  }

  /** All arguments that are tensors. */
  List<Tensor> allTensors() {
    return values.stream().filter(Tensor.class::isInstance).map(Tensor.class::cast).toList();
  }
}
