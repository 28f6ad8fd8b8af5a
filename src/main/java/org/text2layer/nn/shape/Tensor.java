package org.text2layer.nn.shape;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a tensor without its numbers.
 *
 * @param sizes of each axis
 * @param strides elements from one entry of an axis to the next
 * @param differentiable whether a gradient flows to it
 */
record Tensor(
    List<Long> sizes, List<Long> strides, DataType type, Storage storage, boolean differentiable) {
  Tensor {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
  }

  /** A new tensor whose elements lie one after the other. */
  static Tensor dense(List<Long> sizes, DataType type, boolean differentiable) {
    Storage storage = new Storage(elements(sizes) * type.getNumOfBytes());
    return new Tensor(sizes, denseStrides(sizes), type, storage, differentiable);
  }

  /** Parameters are counted once for the whole network, not where they are read. */
  static Tensor parameter(Shape shape, DataType type, boolean differentiable) {
    List<Long> sizes = sizes(shape);
    return new Tensor(sizes, denseStrides(sizes), type, new Storage(0), differentiable);
  }

  static List<Long> sizes(Shape shape) {
    List<Long> sizes = new ArrayList<>();
    for (long size : shape.getShape()) {
      sizes.add(size);
    }
    return sizes;
  }

  static long elements(List<Long> sizes) {
    return sizes.stream().reduce(1L, Math::multiplyExact);
  }

  private static List<Long> denseStrides(List<Long> sizes) {
    List<Long> strides = new ArrayList<>(sizes);
    long stride = 1;
    for (int axis = sizes.size() - 1; axis >= 0; axis--) {
      strides.set(axis, stride);
      stride *= sizes.get(axis);
    }
    return strides;
  }

  /** The same memory seen otherwise. */
  Tensor view(List<Long> otherSizes, List<Long> otherStrides) {
    return new Tensor(otherSizes, otherStrides, type, storage, differentiable);
  }

  /** The same memory, dense, with other axes. */
  Tensor view(List<Long> otherSizes) {
    return view(otherSizes, denseStrides(otherSizes));
  }

  boolean isDense() {
    return strides.equals(denseStrides(sizes));
  }

  long size(int axis) {
    return sizes.get(axis(axis));
  }

  /** An axis counted from the front, where a negative one counts from the end. */
  int axis(long axis) {
    return (int) (axis < 0 ? axis + sizes.size() : axis);
  }

  Shape shape() {
    return new Shape(sizes);
  }
}
