package org.text2layer.experiment.result;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.text2layer.metrics.significance.HolmCorrection;

/**
 * Which differences of a whole table are significant: Holm's correction over all comparisons of all
 * its columns. Immutable, thread-safe.
 */
public final class TableSignificance {
  /** Probability of calling any difference of the table significant that is none. */
  public static final double ALPHA = 0.05;

  private record Adjusted(
      ComparedColumn column, ComparedColumn.Comparison comparison, double pValue) {}

  private final List<Adjusted> all;

  private TableSignificance(List<Adjusted> all) {
    this.all = all;
  }

  /** Corrects over all columns of a table. */
  public static TableSignificance of(List<ComparedColumn> columns) {
    double[] adjusted =
        HolmCorrection.adjusted(
            columns.stream()
                .flatMap(column -> column.comparisons().stream())
                .mapToDouble(ComparedColumn.Comparison::pValue)
                .toArray());
    List<Adjusted> all = new ArrayList<>();
    for (ComparedColumn column : columns) {
      for (ComparedColumn.Comparison comparison : column.comparisons()) {
        all.add(new Adjusted(column, comparison, adjusted[all.size()]));
      }
    }
    return new TableSignificance(List.copyOf(all));
  }

  /**
   * The method of a column that is better than every other by a significant difference; empty if
   * there is none, or nothing was compared.
   */
  public Optional<String> winner(ComparedColumn column) {
    List<Adjusted> own = all.stream().filter(each -> each.column().equals(column)).toList();
    Set<String> methods = new LinkedHashSet<>();
    own.forEach(each -> methods.add(each.comparison().first()));
    own.forEach(each -> methods.add(each.comparison().second()));
    return methods.stream()
        .filter(
            method ->
                own.stream()
                    .filter(each -> each.comparison().isOf(method))
                    .allMatch(each -> beats(method, each)))
        .findFirst();
  }

  private static boolean beats(String method, Adjusted each) {
    double ahead = each.comparison().ahead(method);
    boolean better = each.column().higherIsBetter() ? ahead > 0 : ahead < 0;
    return better && each.pValue() <= ALPHA;
  }

  /** How many comparisons there are, and how many of them are significant, in a sentence. */
  public String summary() {
    long significant = all.stream().filter(each -> each.pValue() <= ALPHA).count();
    return "Bold: better than every other of the column by a significant difference, alpha %s after Holm's correction over all %s comparisons of the table, of which %s are significant."
        .formatted(ALPHA, all.size(), significant);
  }

  /** Every comparison with its effect and both p-values. */
  public ResultTable table(String name, String title) {
    List<List<ResultTable.Cell>> rows = new ArrayList<>();
    for (Adjusted each : all) {
      ComparedColumn.Comparison comparison = each.comparison();
      rows.add(
          List.of(
              ResultTable.Cell.of(each.column().header()),
              ResultTable.Cell.of(comparison.first()),
              ResultTable.Cell.of(comparison.second()),
              number(comparison.difference()),
              ResultTable.Cell.of(comparison.test()),
              number(comparison.pValue()),
              number(each.pValue()),
              ResultTable.Cell.of(each.pValue() <= ALPHA ? "yes" : "no")));
    }
    return new ResultTable(
        name,
        title,
        List.of(
            "column",
            "first",
            "second",
            "first − second",
            "test and effect",
            "p",
            "p after Holm",
            "significant"),
        rows,
        List.of());
  }

  private static ResultTable.Cell number(double value) {
    return ResultTable.Cell.of(String.format(Locale.ROOT, "%.4g", value));
  }
}
