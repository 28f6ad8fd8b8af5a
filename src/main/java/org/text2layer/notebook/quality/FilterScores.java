package org.text2layer.notebook.data;

import java.util.List;
import java.util.stream.Collectors;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;

/**
 * The rows that have a score of one filter.
 *
 * @param filter its name
 * @param rows in the ledger's order
 * @param without how many records have none
 */
record FilterScores(String filter, List<LedgerRow> rows, long without) {
  static FilterScores of(Ledger ledger, String filter) {
    List<LedgerRow> rows =
        ledger.rows().stream().filter(row -> row.scores().containsKey(filter)).toList();
    if (rows.isEmpty()) {
      String names =
          ledger.rows().stream()
              .flatMap(row -> row.scores().keySet().stream())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "Expected a filter that gave scores but came '%s': the ledger has scores of %s."
              .formatted(filter, names.isEmpty() ? "none" : names));
    }
    return new FilterScores(filter, rows, ledger.rows().size() - rows.size());
  }

  double score(LedgerRow row) {
    return row.scores().get(filter);
  }

  /** Whether another filter refused the record. */
  boolean droppedByAnother(LedgerRow row) {
    return row.verdict() == Verdict.DROPPED && !row.reason().equals(filter);
  }

  double lowest() {
    return rows.stream().mapToDouble(this::score).min().orElseThrow();
  }

  double highest() {
    return rows.stream().mapToDouble(this::score).max().orElseThrow();
  }

  /** How many rows have at least this score, which keeps them. */
  long passing(double threshold) {
    return rows.stream().filter(row -> score(row) >= threshold).count();
  }

  static double finite(double threshold) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "Expected a finite threshold but came " + threshold + ": choose one, as 0.5.");
    }
    return threshold;
  }
}
