package org.text2layer.synth.quality.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.metrics.significance.Difference;
import org.text2layer.metrics.significance.Proportion;
import org.text2layer.metrics.significance.RunningMean;

/**
 * Two ledgers side by side: of the same records, as before and after a change, or of different
 * ones, as two domains. Immutable.
 */
public final class LedgerComparison {
  private static final int MOST_SLICES = 10_000;

  private final Ledger first;
  private final Ledger second;
  private final boolean paired;
  private final List<Slice> slices;

  private LedgerComparison(Ledger first, Ledger second, boolean paired, List<Slice> slices) {
    this.first = first;
    this.second = second;
    this.paired = paired;
    this.slices = List.copyOf(slices);
  }

  /**
   * What changes in one slice.
   *
   * @param slicing what it is a slice by; empty for all records
   * @param name its name
   * @param first how many of the first's records in it are kept
   * @param second how many of the second's
   * @param ofFirst the slice's share of all that the first keeps
   * @param ofSecond its share of all that the second keeps
   * @param shifts by filter: how much higher the second's mean score is; of pairs where the ledgers
   *     are of the same records
   */
  public record Slice(
      String slicing,
      String name,
      Proportion first,
      Proportion second,
      Proportion ofFirst,
      Proportion ofSecond,
      Map<String, Difference> shifts) {
    /** How much larger its part of the kept set is in the second. */
    public double change() {
      return ofSecond.share() - ofFirst.share();
    }
  }

  private static final class Sums {
    private final long[] judged = new long[2];
    private final long[] kept = new long[2];
    private final Map<String, List<RunningMean>> scores = new HashMap<>();

    /** Of the first, of the second, and of the pairs' differences. */
    List<RunningMean> scores(String filter) {
      return scores.computeIfAbsent(
          filter, name -> List.of(new RunningMean(), new RunningMean(), new RunningMean()));
    }
  }

  /**
   * Compares the scores and verdicts of two ledgers.
   *
   * @param filters whose scores are compared
   * @param slicings made of the first ledger
   */
  public static LedgerComparison of(
      Ledger first, Ledger second, List<String> filters, List<Slicing> slicings) {
    Map<List<String>, Sums> all = new HashMap<>();
    all.put(List.of("", ""), new Sums());
    boolean paired = first.size() == second.size();
    for (int place = 0; place < Math.max(first.size(), second.size()); place++) {
      Optional<LedgerRow> one = row(first, place);
      Optional<LedgerRow> other = row(second, place);
      boolean same =
          one.isPresent() && other.isPresent() && one.get().key().equals(other.get().key());
      paired &= same;
      List<Sums> ofOne = one.map(row -> sums(row, slicings, all)).orElse(List.of());
      // A record stays in its slices, however large the second's mask of it is.
      List<Sums> ofOther =
          same ? ofOne : other.map(row -> sums(row, slicings, all)).orElse(List.of());
      add(0, first, place, filters, ofOne);
      add(1, second, place, filters, ofOther);
      if (same) {
        addPair(first, second, place, filters, ofOne);
      }
    }
    return new LedgerComparison(first, second, paired, slices(all, filters, paired));
  }

  private static Optional<LedgerRow> row(Ledger ledger, int place) {
    return place < ledger.size() ? Optional.of(ledger.rows().get(place)) : Optional.empty();
  }

  private static List<Sums> sums(
      LedgerRow row, List<Slicing> slicings, Map<List<String>, Sums> all) {
    List<Sums> found = new ArrayList<>(List.of(all.get(List.of("", ""))));
    for (Slicing slicing : slicings) {
      for (String name : slicing.slices(row)) {
        List<String> key = List.of(slicing.name(), name);
        if (all.size() < MOST_SLICES || all.containsKey(key)) {
          found.add(all.computeIfAbsent(key, other -> new Sums()));
        }
      }
    }
    return found;
  }

  private static void add(
      int which, Ledger ledger, int place, List<String> filters, List<Sums> slices) {
    if (slices.isEmpty() || ledger.verdict(place) == Verdict.FAILED) {
      return;
    }
    for (Sums sums : slices) {
      sums.judged[which]++;
      sums.kept[which] += ledger.verdict(place) == Verdict.KEPT ? 1 : 0;
      for (String filter : filters) {
        double score = ledger.score(place, filter);
        if (!Double.isNaN(score)) {
          sums.scores(filter).get(which).add(score);
        }
      }
    }
  }

  private static void addPair(
      Ledger first, Ledger second, int place, List<String> filters, List<Sums> slices) {
    for (Sums sums : slices) {
      for (String filter : filters) {
        double shift = second.score(place, filter) - first.score(place, filter);
        if (!Double.isNaN(shift)) {
          sums.scores(filter).get(2).add(shift);
        }
      }
    }
  }

  private static List<Slice> slices(
      Map<List<String>, Sums> sums, List<String> filters, boolean paired) {
    long[] kept = sums.get(List.of("", "")).kept;
    List<Slice> slices = new ArrayList<>();
    sums.forEach(
        (key, own) -> {
          Map<String, Difference> shifts = new HashMap<>();
          for (String filter : filters) {
            List<RunningMean> means = own.scores(filter);
            shifts.put(
                filter, paired ? means.get(2).difference() : means.get(1).minus(means.get(0)));
          }
          slices.add(
              new Slice(
                  key.get(0),
                  key.get(1),
                  new Proportion(own.kept[0], own.judged[0]),
                  new Proportion(own.kept[1], own.judged[1]),
                  new Proportion(own.kept[0], kept[0]),
                  new Proportion(own.kept[1], kept[1]),
                  shifts));
        });
    slices.sort(
        Comparator.comparing((Slice slice) -> !slice.slicing().isEmpty())
            .thenComparing(Comparator.comparing(Slice::slicing).thenComparing(Slice::name)));
    return slices;
  }

  /** The ledger on the left. */
  public Ledger first() {
    return first;
  }

  /** The ledger on the right. */
  public Ledger second() {
    return second;
  }

  /** Whether both are of the same records, by their keys: then verdicts can flip. */
  public boolean isPaired() {
    return paired;
  }

  /** Of all records. */
  public Slice all() {
    return slices.get(0);
  }

  /** The slices of at least {@value SliceRates#LEAST} judged records in one of the ledgers. */
  public List<Slice> slices() {
    return slices.stream()
        .skip(1)
        .filter(
            slice -> Math.max(slice.first().trials(), slice.second().trials()) >= SliceRates.LEAST)
        .toList();
  }

  /** The places of records that the second keeps and the first does not; none unless paired. */
  public IntStream cameIn() {
    return paired ? flips(second, first) : IntStream.empty();
  }

  /** The places of records that the first keeps and the second does not; none unless paired. */
  public IntStream wentOut() {
    return paired ? flips(first, second) : IntStream.empty();
  }

  private static IntStream flips(Ledger keeping, Ledger other) {
    return keeping.where(
        place -> keeping.verdict(place) == Verdict.KEPT && other.verdict(place) != Verdict.KEPT);
  }
}
