package org.text2layer.experiment.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A measured column of a table.
 *
 * @param header above it
 * @param higherIsBetter false for distances
 * @param texts by method; methods without one were not measured
 * @param provenance by method
 * @param comparisons of all pairs of methods that have a text; none for a column that is not tested
 */
public record ComparedColumn(
    String header,
    boolean higherIsBetter,
    Map<String, String> texts,
    Map<String, String> provenance,
    List<Comparison> comparisons) {
  /** Keeps copies, sorted by method. */
  public ComparedColumn {
    Objects.requireNonNull(header, "header");
    texts = new TreeMap<>(texts);
    provenance = new TreeMap<>(provenance);
    comparisons = List.copyOf(comparisons);
  }

  /** Which way is better, with the header. */
  public String label() {
    return header + (higherIsBetter ? " ↑" : " ↓");
  }

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
}
