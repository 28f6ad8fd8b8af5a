package org.text2layer.experiment.result;

import java.util.Objects;

/**
 * Two methods of a column compared.
 *
 * @param first a method
 * @param second another one
 * @param difference first minus second
 * @param test what was tested and how large the difference is, for people
 * @param pValue before any correction
 */
public record Comparison(
    String first, String second, double difference, String test, double pValue) {
  /** Checks the numbers. */
  public Comparison {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    Objects.requireNonNull(test, "test");
    if (!(pValue >= 0 && pValue <= 1) || !Double.isFinite(difference)) {
      throw new IllegalArgumentException(
          "Expected a finite difference and a p-value in [0, 1] but came %s and %s for '%s' and '%s': give those of a test."
              .formatted(difference, pValue, first, second));
    }
  }

  boolean isOf(String method) {
    return first.equals(method) || second.equals(method);
  }

  /** How far a method is above the other one. */
  double ahead(String method) {
    return first.equals(method) ? difference : -difference;
  }
}
