package org.text2layer.nn.shape;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDList;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An array without numbers, for the few operators that networks call between their blocks. Every
 * other operator throws UnsupportedOperationException.
 */
final class ShapeArray extends NDArrayAdapter {
  private final DryRun run;
  private final Tensor tensor;

  ShapeArray(DryRun run, Tensor tensor) {
    super(
        PassthroughNDManager.INSTANCE,
        PassthroughNDManager.INSTANCE,
        tensor.shape(),
        tensor.type(),
        "dry");
    this.run = run;
    this.tensor = tensor;
    run.opened(tensor.storage());
  }

  Tensor tensor() {
    return tensor;
  }

  private ShapeArray fresh(List<Long> sizes, List<Tensor> inputs) {
    boolean differentiable = inputs.stream().anyMatch(Tensor::differentiable);
    return new ShapeArray(run, Tensor.dense(sizes, tensor.type(), differentiable));
  }

  private ShapeArray fresh() {
    return fresh(tensor.sizes(), List.of(tensor));
  }

  @Override
  public NDArray concat(NDArray other, int axis) {
    Tensor second = ((ShapeArray) other).tensor;
    List<Long> sizes = new ArrayList<>(tensor.sizes());
    sizes.set(axis, tensor.size(axis) + second.size(axis));
    return fresh(sizes, List.of(tensor, second));
  }

  @Override
  public NDList split(long sections, int axis) {
    List<Long> sizes = new ArrayList<>(tensor.sizes());
    sizes.set(axis, tensor.size(axis) / sections);
    NDList parts = new NDList();
    for (int part = 0; part < sections; part++) {
      parts.add(new ShapeArray(run, tensor.view(sizes, tensor.strides())));
    }
    return parts;
  }

  @Override
  public NDArray flatten(int start, int end) {
    List<Long> sizes = new ArrayList<>(tensor.sizes().subList(0, start));
    sizes.add(Tensor.elements(tensor.sizes().subList(start, end + 1)));
    sizes.addAll(tensor.sizes().subList(end + 1, tensor.sizes().size()));
    return new ShapeArray(run, tensor.view(sizes));
  }

  @Override
  public NDArray mean(int[] axes, boolean keep) {
    List<Long> sizes = new ArrayList<>(tensor.sizes());
    Arrays.stream(axes).forEach(axis -> sizes.set(axis, keep ? 1L : null));
    sizes.removeIf(size -> size == null);
    return fresh(sizes, List.of(tensor));
  }

  @Override
  public NDArray mean(int[] axes) {
    return mean(axes, false);
  }

  @Override
  public NDArray add(Number number) {
    return fresh();
  }

  @Override
  public NDArray div(Number number) {
    return fresh();
  }

  @Override
  public NDArray sub(NDArray other) {
    return fresh();
  }

  @Override
  public NDArray div(NDArray other) {
    return fresh();
  }

  @Override
  public void intern(NDArray replaced) {
    throw withoutNumbers();
  }

  @Override
  public ByteBuffer toByteBuffer(boolean tryDirect) {
    throw withoutNumbers();
  }

  private static UnsupportedOperationException withoutNumbers() {
    return new UnsupportedOperationException(
        "Expected a pass that reads no numbers but this one does: a dry run has shapes only.");
  }

  /** Nothing owns it. */
  @Override
  public void detach() {}

  @Override
  public void close() {
    if (!isClosed) {
      run.closed(tensor.storage());
      isClosed = true;
    }
  }
}
