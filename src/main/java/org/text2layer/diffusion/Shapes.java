package org.text2layer.diffusion;

import ai.djl.ndarray.types.Shape;

/** Says in a sentence which shape does not fit. */
final class Shapes {
  private Shapes() {}

  static void requireEqual(String name, Shape shape, String expectedName, Shape expected) {
    if (!shape.equals(expected)) {
      throw new IllegalArgumentException(
          "Expected %s of the shape of %s, %s, but it has %s."
              .formatted(name, expectedName, expected, shape));
    }
  }
}
