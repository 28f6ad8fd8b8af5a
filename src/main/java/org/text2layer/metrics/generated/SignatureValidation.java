package org.text2layer.metrics.generated;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.SalientObjectDetector;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What the failure signatures are worth on some data: how often each shows on true layers (false
 * alarms) and on the same with that failure injected (hits). Immutable, thread-safe.
 */
public final class SignatureValidation {
  /**
   * One signature's counts.
   *
   * @param signature it is about
   * @param truths true layers looked at
   * @param falseAlarms of them that show it
   * @param injected layers with this failure; fewer than the truths where there was no place for it
   * @param hits of them that show it
   */
  public record Row(
      FailureSignature signature, int truths, int falseAlarms, int injected, int hits) {}

  private final List<Row> rows;

  private SignatureValidation(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * Measures every truth as it is, and once with each failure.
   *
   * @param truths two-layer images whose layers are known to be right
   * @param seed of the injected failures
   * @throws IllegalArgumentException if there are no truths
   */
  public static SignatureValidation of(
      List<LayeredImage> truths,
      SalientObjectDetector detector,
      SignatureThresholds thresholds,
      long seed) {
    Objects.requireNonNull(thresholds, "thresholds");
    if (truths.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected true layers to validate on but came none: take samples of EmojiScenes.");
    }
    Map<FailureSignature, int[]> counts = new EnumMap<>(FailureSignature.class);
    for (FailureSignature signature : FailureSignature.values()) {
      counts.put(signature, new int[3]);
    }
    for (int i = 0; i < truths.size(); i++) {
      SignatureMeasures asIs = SignatureMeasures.of(truths.get(i), detector);
      for (FailureSignature signature : FailureSignature.values()) {
        int[] count = counts.get(signature);
        count[0] += signature.shows(asIs, thresholds) ? 1 : 0;
        Optional<LayeredImage> spoiled =
            InjectedFailure.of(signature, truths.get(i), seed * 1_000_003 + i);
        if (spoiled.isPresent()) {
          SignatureMeasures measures = SignatureMeasures.of(spoiled.get(), detector);
          count[1]++;
          count[2] += signature.shows(measures, thresholds) ? 1 : 0;
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    counts.forEach((name, n) -> rows.add(new Row(name, truths.size(), n[0], n[1], n[2])));
    return new SignatureValidation(rows);
  }

  /** A row a signature, in their order. */
  public List<Row> rows() {
    return rows;
  }

  /** The counts, and the shares of false alarms and hits. */
  public Table table() {
    Table table =
        Table.create(
            "Failure signatures on true and on spoiled layers",
            StringColumn.create("signature"),
            IntColumn.create("true samples"),
            IntColumn.create("false alarms"),
            RoundedColumns.shares("false alarm rate"),
            IntColumn.create("injected"),
            IntColumn.create("hits"),
            RoundedColumns.shares("hit rate"));
    for (Row row : rows) {
      table.stringColumn(0).append(row.signature().label());
      table.intColumn(1).append(row.truths());
      table.intColumn(2).append(row.falseAlarms());
      table.doubleColumn(3).append((double) row.falseAlarms() / row.truths());
      table.intColumn(4).append(row.injected());
      table.intColumn(5).append(row.hits());
      table.doubleColumn(6).append((double) row.hits() / row.injected());
    }
    return table;
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    for (Row row : rows) {
      words.add(
          "%s: %s of %s false alarms, %s of %s hits"
              .formatted(
                  row.signature().label(),
                  row.falseAlarms(),
                  row.truths(),
                  row.hits(),
                  row.injected()));
    }
    return String.join("; ", words);
  }
}
