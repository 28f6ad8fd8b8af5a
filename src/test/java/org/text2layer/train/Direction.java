package org.text2layer.train;

import ai.djl.ndarray.NDArray;

/** How far two gradients point the same way. */
public final class Direction {
  private Direction() {}

  /** The cosine between two arrays of one shape. */
  public static double cosine(NDArray one, NDArray other) {
    double dot = one.mul(other).sum().getFloat();
    double norms = (double) one.norm().getFloat() * other.norm().getFloat();
    return dot / norms;
  }
}
