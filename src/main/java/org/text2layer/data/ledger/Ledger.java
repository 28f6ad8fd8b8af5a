package org.text2layer.data.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.text2layer.data.DatasetException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * What became of every record of a build, in the order of its source.
 *
 * @param rows one a record
 */
public record Ledger(List<LedgerRow> rows) {
  /** Its name in the folder of a build. */
  public static final String FILE = "ledger.jsonl";

  /** For people; the columns hold every digit. */
  private static final NumberColumnFormatter FOUR_DIGITS =
      new NumberColumnFormatter(
          new DecimalFormat("0.0000", DecimalFormatSymbols.getInstance(Locale.ROOT)));

  /** Copies the rows. */
  public Ledger {
    rows = List.copyOf(rows);
  }

  /**
   * The ledger of a finished build.
   *
   * @param folder that of the build
   * @throws DatasetException if there is none, or it is damaged
   */
  public static Ledger read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return new Ledger(rows(file));
    } catch (IOException error) {
      throw new DatasetException(
          "Expected the ledger of a finished build in %s but it cannot be read (%s): run the build to its end."
              .formatted(
                  file,
                  error instanceof NoSuchFileException ? "there is none" : error.getMessage()),
          error);
    }
  }

  /**
   * The rows of one file.
   *
   * @throws IOException if it cannot be read, or has something else
   */
  public static List<LedgerRow> rows(Path file) throws IOException {
    List<LedgerRow> rows = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(LedgerRow.parse(line));
      }
    }
    return rows;
  }

  /** What a file of these rows has. */
  public static String text(List<LedgerRow> rows) {
    return rows.stream().map(row -> row.toJson() + "\n").collect(Collectors.joining());
  }

  /** How many records have this verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** How many records each filter dropped. */
  public SortedMap<String, Long> droppedByFilter() {
    SortedMap<String, Long> counts = new TreeMap<>();
    rows.stream()
        .filter(row -> row.verdict() == Verdict.DROPPED)
        .forEach(row -> counts.merge(row.reason(), 1L, Long::sum));
    return counts;
  }

  /**
   * Which filter dropped more than half of the records, and how many: "The filter 'mask' dropped
   * 286 of 331 records (86 %): ...". Empty if none did.
   */
  public Optional<String> warning() {
    return warning(droppedByFilter(), rows.size());
  }

  /**
   * The same of counts.
   *
   * @param droppedByFilter how many records each filter dropped
   * @param records how many there are in all
   */
  public static Optional<String> warning(Map<String, Long> droppedByFilter, long records) {
    return droppedByFilter.entrySet().stream()
        .filter(filter -> 2 * filter.getValue() > records)
        .map(
            filter ->
                String.format(
                    Locale.ROOT,
                    "The filter '%s' dropped %s of %s records (%.0f %%): look at what it dropped, and choose another threshold if that is good.",
                    filter.getKey(),
                    filter.getValue(),
                    records,
                    100.0 * filter.getValue() / records))
        .findFirst();
  }

  /**
   * Columns record, key, source, caption, outcome, filter, score, error, and one "NAME score" for
   * every filter that gave scores; what a row has not is missing.
   */
  public Table table() {
    LongColumn record = LongColumn.create("record");
    StringColumn key = StringColumn.create("key");
    StringColumn source = StringColumn.create("source");
    StringColumn caption = StringColumn.create("caption");
    StringColumn outcome = StringColumn.create("outcome");
    StringColumn filter = StringColumn.create("filter");
    DoubleColumn score = DoubleColumn.create("score");
    StringColumn error = StringColumn.create("error");
    for (LedgerRow row : rows) {
      record.append(row.record());
      key.append(row.key());
      source.append(row.source());
      caption.append(row.caption());
      outcome.append(row.verdict().label());
      filter.append(row.verdict() == Verdict.DROPPED ? row.reason() : "");
      score.append(row.score().orElse(Double.NaN));
      error.append(row.verdict() == Verdict.FAILED ? row.reason() : "");
    }
    score.setPrintFormatter(FOUR_DIGITS);
    Table table =
        Table.create("ledger", record, key, source, caption, outcome, filter, score, error);
    scoreColumns().forEach(table::addColumns);
    return table;
  }

  private List<DoubleColumn> scoreColumns() {
    TreeSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(row.scores().keySet()));
    List<DoubleColumn> columns = new ArrayList<>();
    for (String name : names) {
      DoubleColumn column = DoubleColumn.create(name + " score");
      column.setPrintFormatter(FOUR_DIGITS);
      rows.forEach(row -> column.append(row.scores().getOrDefault(name, Double.NaN)));
      columns.add(column);
    }
    return columns;
  }
}
