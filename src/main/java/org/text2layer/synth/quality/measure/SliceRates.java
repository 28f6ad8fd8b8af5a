package org.text2layer.synth.quality.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.metrics.significance.Difference;
import org.text2layer.metrics.significance.Proportion;

/**
 * How often records are kept, slice by slice, the slices that differ most from the others first.
 *
 * @param all of all records that were judged
 * @param slices of some records each, the largest gaps first
 * @param leftOut slices of fewer than {@value #LEAST} records, and ones that hold all
 */
public record SliceRates(Proportion all, List<Slice> slices, int leftOut) {
  /** Fewer records say nothing. */
  public static final int LEAST = 10;

  /** So many slices are told apart in one slicing; records of more are in none. */
  private static final int MOST = 10_000;

  /**
   * The rate of one slice.
   *
   * @param slicing what it is a slice by, as "source"
   * @param name its name
   * @param kept of the records in it
   * @param others of all other records that were judged
   */
  public record Slice(String slicing, String name, Proportion kept, Proportion others) {
    /** How much more often its records are kept than the others. */
    public Difference gap() {
      return kept.minus(others);
    }
  }

  /** Copies the slices. */
  public SliceRates {
    slices = List.copyOf(slices);
  }

  /** By all filters' verdicts, of the records that did not fail. */
  public static SliceRates of(Ledger ledger, List<Slicing> slicings) {
    return of(
        ledger,
        place -> ledger.verdict(place) != Verdict.FAILED,
        place -> ledger.verdict(place) == Verdict.KEPT,
        slicings);
  }

  /** By one filter alone, of the records that have its score. */
  public static SliceRates of(
      Ledger ledger, String filter, double threshold, List<Slicing> slicings) {
    return of(
        ledger,
        place -> !Double.isNaN(ledger.score(place, filter)),
        place -> ledger.score(place, filter) >= threshold,
        slicings);
  }

  private static SliceRates of(
      Ledger ledger, IntPredicate judged, IntPredicate kept, List<Slicing> slicings) {
    List<Map<String, long[]>> counts = new ArrayList<>();
    slicings.forEach(slicing -> counts.add(new HashMap<>()));
    long[] all = new long[2];
    ledger
        .where(judged)
        .forEach(
            place -> {
              boolean good = kept.test(place);
              count(all, good);
              for (int i = 0; i < slicings.size(); i++) {
                Map<String, long[]> own = counts.get(i);
                for (String name : slicings.get(i).slices(ledger.rows().get(place))) {
                  if (own.size() < MOST || own.containsKey(name)) {
                    count(own.computeIfAbsent(name, other -> new long[2]), good);
                  }
                }
              }
            });
    List<Slice> slices = new ArrayList<>();
    int found = 0;
    for (int i = 0; i < slicings.size(); i++) {
      found += counts.get(i).size();
      slices.addAll(slices(slicings.get(i).name(), counts.get(i), all));
    }
    slices.sort(Comparator.comparingDouble(slice -> -Math.abs(slice.gap().value())));
    return new SliceRates(new Proportion(all[1], all[0]), slices, found - slices.size());
  }

  private static void count(long[] counts, boolean kept) {
    counts[0]++;
    counts[1] += kept ? 1 : 0;
  }

  private static List<Slice> slices(String slicing, Map<String, long[]> counts, long[] all) {
    List<Slice> slices = new ArrayList<>();
    counts.forEach(
        (name, own) -> {
          if (own[0] >= LEAST && own[0] < all[0]) {
            slices.add(
                new Slice(
                    slicing,
                    name,
                    new Proportion(own[1], own[0]),
                    new Proportion(all[1] - own[1], all[0] - own[0])));
          }
        });
    slices.sort(Comparator.comparing(Slice::name));
    return slices;
  }
}
