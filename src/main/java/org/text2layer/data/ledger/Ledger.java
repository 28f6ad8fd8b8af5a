package org.text2layer.data.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.text2layer.data.DatasetException;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * What became of every record of a build, in the order of its source. One that was read from a
 * folder holds verdicts and scores, some 10 bytes a record and 8 more a score, and reads the rows
 * when they are asked for. Immutable, thread-safe.
 */
public final class Ledger {
  /** Its name in the folder of a build. */
  public static final String FILE = "ledger.jsonl";

  /** For people; the columns hold every digit. */
  private static final NumberColumnFormatter FOUR_DIGITS =
      new NumberColumnFormatter(
          new DecimalFormat("0.0000", DecimalFormatSymbols.getInstance(Locale.ROOT)));

  private final List<LedgerRow> rows;
  private final LedgerColumns columns;

  private Ledger(List<LedgerRow> rows, LedgerColumns columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /** Of rows, one a record; copies them. */
  public Ledger(List<LedgerRow> rows) {
    this(List.copyOf(rows), LedgerColumns.of(rows));
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
      LedgerColumns columns = new LedgerColumns();
      return new Ledger(LedgerFile.scan(file, columns), columns);
    } catch (IOException | IllegalArgumentException error) {
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
    try (LedgerLines lines = LedgerLines.open(file, 0)) {
      for (Optional<LedgerRow> row = lines.next(); row.isPresent(); row = lines.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  /**
   * All rows, one a record. Of a ledger that was read from a folder each is read when it is asked
   * for, those of neighbours together.
   *
   * @return unmodifiable; throws a {@link DatasetException} if the folder is another by then
   */
  public List<LedgerRow> rows() {
    return rows;
  }

  /** The same records with other verdicts, which are found when a row is asked for. */
  public Ledger judged(UnaryOperator<LedgerRow> judge) {
    List<LedgerRow> earlier = rows;
    List<LedgerRow> judged =
        new AbstractList<>() {
          @Override
          public LedgerRow get(int index) {
            return judge.apply(earlier.get(index));
          }

          @Override
          public int size() {
            return earlier.size();
          }
        };
    return new Ledger(judged, LedgerColumns.of(judged));
  }

  /** How many records there are. */
  public int size() {
    return rows.size();
  }

  /** What became of a record, by its place in {@link #rows}. */
  public Verdict verdict(int index) {
    return columns.verdict(Objects.checkIndex(index, size()));
  }

  /** Which filter dropped a record; empty if none did. */
  public String filter(int index) {
    return columns.filter(Objects.checkIndex(index, size()));
  }

  /** A record's score; NaN if it has none of this name. */
  public double score(int index, String name) {
    return columns.score(Objects.checkIndex(index, size()), name);
  }

  /** The names of all scores that a record has, sorted. */
  public SortedSet<String> scoreNames() {
    return columns.names();
  }

  /** The places of the records that fulfil a condition on their place, ascending. */
  public IntStream where(IntPredicate condition) {
    return IntStream.range(0, size()).filter(condition);
  }

  /** What a file of these rows has. */
  public static String text(List<LedgerRow> rows) {
    return rows.stream().map(row -> row.toJson() + "\n").collect(Collectors.joining());
  }

  /** How many records have this verdict. */
  public long count(Verdict verdict) {
    return where(i -> columns.verdict(i) == verdict).count();
  }

  /** How many records each filter dropped. */
  public SortedMap<String, Long> droppedByFilter() {
    SortedMap<String, Long> counts = new TreeMap<>();
    where(i -> columns.verdict(i) == Verdict.DROPPED)
        .forEach(i -> counts.merge(columns.filter(i), 1L, Long::sum));
    return counts;
  }

  /**
   * What dropped more than half of the records: "The mask filter dropped 286 of 331 records (86 %):
   * ...", or all filters together. Empty if that is not so.
   */
  public Optional<String> warning() {
    return warning(droppedByFilter(), size());
  }

  /**
   * The same of counts.
   *
   * @param droppedByFilter how many records each filter dropped
   * @param records how many there are in all
   */
  public static Optional<String> warning(Map<String, Long> droppedByFilter, long records) {
    long all = droppedByFilter.values().stream().mapToLong(Long::longValue).sum();
    return droppedByFilter.entrySet().stream()
        .filter(filter -> 2 * filter.getValue() > records)
        .map(filter -> warning("The filter '" + filter.getKey() + "'", filter.getValue(), records))
        .findFirst()
        .or(
            () ->
                2 * all > records
                    ? Optional.of(warning("The filters together", all, records))
                    : Optional.empty());
  }

  private static String warning(String who, long dropped, long records) {
    return String.format(
        Locale.ROOT,
        "%s dropped %s of %s records (%.0f %%): look at what was dropped; where that is good, adapt the filter to labels of yours or change its threshold, where it is bad, take another detector or inpainter.",
        who,
        dropped,
        records,
        100.0 * dropped / records);
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
    List<DoubleColumn> all = new ArrayList<>();
    for (String name : scoreNames()) {
      DoubleColumn column =
          DoubleColumn.create(
              name + " score", IntStream.range(0, size()).mapToDouble(i -> score(i, name)));
      column.setPrintFormatter(FOUR_DIGITS);
      all.add(column);
    }
    return all;
  }
}
