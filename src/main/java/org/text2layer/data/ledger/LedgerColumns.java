package org.text2layer.data.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What counts and thresholds need of every row, in some 10 bytes a row and 8 more a score: verdict,
 * filter and scores. For one thread while rows are added.
 */
final class LedgerColumns {
  /** A damaged ledger could name another one in every row. */
  private static final int MOST_NAMES = 100;

  private static final Verdict[] VERDICTS = Verdict.values();

  private final List<String> filters = new ArrayList<>(List.of(""));
  private final SortedMap<String, double[]> scores = new TreeMap<>();
  private byte[] verdicts = new byte[16];
  private byte[] filter = new byte[16];
  private int size;

  static LedgerColumns of(List<LedgerRow> rows) {
    LedgerColumns columns = new LedgerColumns();
    rows.forEach(columns::add);
    return columns;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it is the hundredth with another filter or score
   */
  void add(LedgerRow row) {
    if (size == verdicts.length) {
      int larger = size + size / 2;
      verdicts = Arrays.copyOf(verdicts, larger);
      filter = Arrays.copyOf(filter, larger);
      scores.replaceAll((name, column) -> grown(column, larger));
    }
    verdicts[size] = (byte) row.verdict().ordinal();
    filter[size] = (byte) filterNumber(row.verdict() == Verdict.DROPPED ? row.reason() : "");
    row.scores().forEach((name, score) -> column(name)[size] = score);
    size++;
  }

  private int filterNumber(String name) {
    int number = filters.indexOf(name);
    if (number < 0) {
      requireFew(filters.size(), name);
      filters.add(name);
      number = filters.size() - 1;
    }
    return number;
  }

  private double[] column(String name) {
    if (!scores.containsKey(name)) {
      requireFew(scores.size(), name);
      scores.put(name, grown(new double[0], verdicts.length));
    }
    return scores.get(name);
  }

  private static void requireFew(int names, String name) {
    if (names >= MOST_NAMES) {
      throw new IllegalArgumentException(
          "Expected at most %s filters and scores in a ledger but came more, as '%.60s': build the set again."
              .formatted(MOST_NAMES, name));
    }
  }

  private static double[] grown(double[] column, int length) {
    double[] grown = Arrays.copyOf(column, length);
    Arrays.fill(grown, column.length, length, Double.NaN);
    return grown;
  }

  Verdict verdict(int index) {
    return VERDICTS[verdicts[index]];
  }

  String filter(int index) {
    return filters.get(filter[index]);
  }

  SortedSet<String> names() {
    return new TreeSet<>(scores.keySet());
  }

  double score(int index, String name) {
    double[] column = scores.get(name);
    return column == null ? Double.NaN : column[index];
  }
}
