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
}
