package org.text2layer.metrics.generated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.text2layer.model.SalientObjectDetector;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Which samples of a set show which failure signatures. That none is found does not make a sample
 * good: a wrong object with a clean mask shows none. Immutable, thread-safe.
 */
public final class FailureReport {
  /**
   * One sample.
   *
   * @param sample itself
   * @param measures of it
   * @param signatures that it shows, in their order
   */
  public record Row(
      GeneratedSample sample, SignatureMeasures measures, Set<FailureSignature> signatures) {
    /** Keeps the signatures' order. */
    public Row {
      EnumSet<FailureSignature> ordered = EnumSet.noneOf(FailureSignature.class);
      ordered.addAll(signatures);
      signatures = Collections.unmodifiableSet(ordered);
    }
  }

  private final List<Row> rows;

  private FailureReport(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * Looks at every sample, with the standard thresholds.
   *
   * @param detector looks for objects in the backgrounds; not closed
   * @throws IllegalArgumentException if there are no samples, or two of one name
   */
  public static FailureReport of(List<GeneratedSample> samples, SalientObjectDetector detector) {
    return of(samples, detector, SignatureThresholds.standard());
  }

  /** The same with other thresholds. */
  public static FailureReport of(
      List<GeneratedSample> samples,
      SalientObjectDetector detector,
      SignatureThresholds thresholds) {
    GeneratedSample.requireSet(samples);
    Objects.requireNonNull(thresholds, "thresholds");
    List<Row> rows = new ArrayList<>();
    for (GeneratedSample sample : samples) {
      SignatureMeasures measures = SignatureMeasures.of(sample.layers(), detector);
      rows.add(new Row(sample, measures, shown(measures, thresholds)));
    }
    return new FailureReport(rows);
  }

  static Set<FailureSignature> shown(SignatureMeasures measures, SignatureThresholds thresholds) {
    return Arrays.stream(FailureSignature.values())
        .filter(signature -> signature.shows(measures, thresholds))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FailureSignature.class)));
  }

  /** All samples in their order. */
  public List<Row> rows() {
    return rows;
  }

  /** How many samples show it. */
  public int count(FailureSignature signature) {
    return examples(signature).size();
  }

  /** How many samples show at least one. */
  public int countAny() {
    return (int) rows.stream().filter(row -> !row.signatures().isEmpty()).count();
  }

  /** The samples that show it, the strongest first. */
  public List<Row> examples(FailureSignature signature) {
    return rows.stream()
        .filter(row -> row.signatures().contains(signature))
        .sorted(
            Comparator.comparingDouble((Row row) -> signature.strength(row.measures())).reversed())
        .toList();
  }

  /** A row a signature: how many samples show it, and which share. */
  public Table table() {
    Table table =
        Table.create(
            "Failure signatures of %s samples".formatted(rows.size()),
            StringColumn.create("signature"),
            IntColumn.create("samples"),
            RoundedColumns.shares("share"));
    for (FailureSignature signature : FailureSignature.values()) {
      append(table, signature.label(), count(signature));
    }
    append(table, "at least one of them", countAny());
    return table;
  }

  private void append(Table table, String label, int count) {
    table.stringColumn(0).append(label);
    table.intColumn(1).append(count);
    table.doubleColumn(2).append((double) count / rows.size());
  }

  @Override
  public String toString() {
    return "%s of %s samples show a failure signature".formatted(countAny(), rows.size());
  }
}
