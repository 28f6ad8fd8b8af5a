package org.text2layer.synth.quality.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.statistics.CaptionWords;
import org.text2layer.data.statistics.DatasetStatistics;
import org.text2layer.data.statistics.distribution.Frequencies;

/**
 * A way to part records into slices, in which rates are compared. A record may be in none, or in
 * several. Immutable, and thread-safe where its function is.
 */
public final class Slicing {
  private static final int QUARTERS = 4;

  /**
   * Which words are frequent, so many captions tell, in runs of neighbours, which are read at once.
   */
  private static final int COUNTED = 100_000;

  private static final int NEIGHBOURS = 256;

  /** What a list's source says of its lines. */
  private static final Pattern LINE = Pattern.compile(",? (?:line|row) \\d+$");

  private final String name;
  private final Function<LedgerRow, ? extends Collection<String>> slices;

  private Slicing(String name, Function<LedgerRow, ? extends Collection<String>> slices) {
    this.name = Objects.requireNonNull(name, "name");
    this.slices = Objects.requireNonNull(slices, "slices");
  }

  /**
   * One of one's own.
   *
   * @param name what the slices have in common, as "camera"
   * @param slices the names of a record's slices
   */
  public static Slicing of(String name, Function<LedgerRow, Set<String>> slices) {
    return new Slicing(name, slices);
  }

  /** By the folder, archive or list that a record comes from. */
  public static Slicing bySource() {
    return new Slicing("source", row -> List.of(source(row.source())));
  }

  private static String source(String place) {
    int colon = place.indexOf(": ");
    int end = colon < 0 ? place.lastIndexOf('/') : colon;
    return end < 0 ? "the folder itself" : LINE.matcher(place.substring(0, end)).replaceFirst("");
  }

  /** By the most frequent words of a ledger's captions, without English stop words. */
  public static Slicing byCaptionWords(Ledger ledger, int most) {
    CaptionWords words = CaptionWords.english();
    Map<String, Long> counts = new HashMap<>();
    int step = Math.max(1, ledger.size() / COUNTED);
    ledger
        .where(place -> place / NEIGHBOURS % step == 0)
        .mapToObj(ledger.rows()::get)
        .forEach(
            row -> {
              for (String word : Set.copyOf(words.of(row.caption()))) {
                if (counts.size() < DatasetStatistics.MAX_VOCABULARY || counts.containsKey(word)) {
                  counts.merge(word, 1L, Long::sum);
                }
              }
            });
    Set<String> frequent = Set.copyOf(Frequencies.of(counts).top(most));
    return new Slicing(
        "word",
        row -> words.of(row.caption()).stream().filter(frequent::contains).distinct().toList());
  }

  /**
   * By phrases in captions, as the names of objects.
   *
   * @param name what the slices are, as "object category"
   * @param sliceOfPhrase the slice of each phrase; of several in a caption the longest counts
   */
  public static Slicing byPhrases(String name, Map<String, String> sliceOfPhrase) {
    Map<String, String> copy = Map.copyOf(sliceOfPhrase);
    List<String> phrases = new ArrayList<>(copy.keySet());
    phrases.sort(Comparator.comparingInt(phrase -> -phrase.length()));
    return new Slicing(
        name,
        row -> phrases.stream().filter(row.caption()::contains).limit(1).map(copy::get).toList());
  }

  /**
   * By a score, in four slices of about as many records.
   *
   * @param name what the score measures, as "mask area"
   * @throws IllegalArgumentException if no record has such a score
   */
  public static Slicing byQuarters(String name, Ledger ledger, String score) {
    double[] sorted =
        IntStream.range(0, ledger.size())
            .mapToDouble(place -> ledger.score(place, score))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException(
          "Expected a score of the ledger but came '%.60s': it has %s."
              .formatted(score, ledger.scoreNames()));
    }
    double[] edges = new double[QUARTERS + 1];
    for (int i = 0; i <= QUARTERS; i++) {
      edges[i] = sorted[(int) Math.round(i * (sorted.length - 1.0) / QUARTERS)];
    }
    return new Slicing(name, row -> quarter(row.scores().get(score), edges));
  }

  private static List<String> quarter(Double value, double[] edges) {
    if (value == null || value < edges[0] || value > edges[QUARTERS]) {
      return List.of();
    }
    int i = 1;
    while (i < QUARTERS && value >= edges[i]) {
      i++;
    }
    return List.of(String.format(Locale.ROOT, "%.3g to %.3g", edges[i - 1], edges[i]));
  }

  /** What the slices have in common. */
  public String name() {
    return name;
  }

  /** The names of a record's slices, each once. */
  public Set<String> slices(LedgerRow row) {
    return Set.copyOf(slices.apply(row));
  }

  @Override
  public String toString() {
    return "slices by " + name;
  }
}
