package org.text2layer.notebook.quality;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.text2layer.data.ledger.Ledger;

/**
 * The records that have a score of one filter, by their places in the ledger.
 *
 * @param ledger has them
 * @param filter its name
 */
public record FilterScores(Ledger ledger, String filter) {
  /**
   * Checks that there are some.
   *
   * @throws IllegalArgumentException if no record has such a score
   */
  public FilterScores {
    if (!ledger.scoreNames().contains(filter)) {
      String names = String.join(", ", ledger.scoreNames());
      throw new IllegalArgumentException(
          "Expected a filter that gave scores but came '%s': the ledger has scores of %s."
              .formatted(filter, names.isEmpty() ? "none" : names));
    }
  }

  IntStream places() {
    return ledger.where(place -> !Double.isNaN(score(place)));
  }

  long count() {
    return places().count();
  }

  /** How many records have none. */
  long without() {
    return ledger.size() - count();
  }

  double score(int place) {
    return ledger.score(place, filter);
  }

  /** Whether another filter refused the record. */
  boolean droppedByAnother(int place) {
    String by = ledger.filter(place);
    return !by.isEmpty() && !by.equals(filter);
  }

  double lowest() {
    return places().mapToDouble(this::score).min().orElseThrow();
  }

  double highest() {
    return places().mapToDouble(this::score).max().orElseThrow();
  }

  /** How many records have at least this score, which keeps them. */
  long passing(double threshold) {
    return places().filter(place -> score(place) >= threshold).count();
  }

  /** The places of the records whose scores are nearest to a threshold, the nearest first. */
  public IntStream nearest(double threshold, int most) {
    return least(place -> true, place -> Math.abs(score(place) - threshold), most);
  }

  /** The records of some places with the least values, the least first; few are held at a time. */
  IntStream least(IntPredicate which, IntToDoubleFunction value, int most) {
    Comparator<Integer> order =
        Comparator.<Integer>comparingDouble(value::applyAsDouble)
            .thenComparing(Comparator.naturalOrder());
    PriorityQueue<Integer> least = new PriorityQueue<>(order.reversed());
    places()
        .filter(which)
        .forEach(
            place -> {
              least.add(place);
              if (least.size() > most) {
                least.remove();
              }
            });
    return least.stream().sorted(order).mapToInt(Integer::intValue);
  }

  /** All records of some places, the lowest score first. */
  int[] ascending(IntPredicate which) {
    return places()
        .filter(which)
        .boxed()
        .sorted(Comparator.comparingDouble(this::score))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  static double finite(double threshold) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "Expected a finite threshold but came " + threshold + ": choose one, as 0.5.");
    }
    return threshold;
  }

  static List<Double> finite(double... thresholds) {
    return Arrays.stream(thresholds).map(FilterScores::finite).boxed().toList();
  }
}
