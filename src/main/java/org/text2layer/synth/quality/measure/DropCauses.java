package org.text2layer.synth.quality.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.metrics.significance.Proportion;

/**
 * Why records of a ledger were dropped, the most frequent cause first.
 *
 * @param kept of the records that did not fail
 * @param causes one a filter that dropped some
 */
public record DropCauses(Proportion kept, List<Cause> causes) {
  /**
   * What one filter dropped.
   *
   * @param filter its name
   * @param dropped of the records that did not fail, the first filter that refuses one
   * @param alone how many of them no other filter's score refuses; all where thresholds are not
   *     known
   * @param medianScore of what it dropped; empty for what has no score, as an empty mask
   * @param half the threshold from which it would keep half of what has its score, if it drops low
   *     scores
   */
  public record Cause(
      String filter,
      Proportion dropped,
      long alone,
      OptionalDouble medianScore,
      OptionalDouble half) {}

  /** Copies the causes. */
  public DropCauses {
    causes = List.copyOf(causes);
  }

  /**
   * Of a ledger.
   *
   * @param thresholds of the filters whose scores refuse a record, by name; may be empty
   */
  public static DropCauses of(Ledger ledger, Map<String, Double> thresholds) {
    long judged = ledger.size() - ledger.count(Verdict.FAILED);
    List<Cause> causes = new ArrayList<>();
    ledger
        .droppedByFilter()
        .forEach(
            (filter, count) -> {
              IntPredicate own = place -> ledger.filter(place).equals(filter);
              long alone =
                  ledger
                      .where(own)
                      .filter(place -> !refusedByAnother(ledger, place, filter, thresholds))
                      .count();
              causes.add(
                  new Cause(
                      filter,
                      new Proportion(count, judged),
                      alone,
                      median(ledger, filter, own),
                      thresholds.containsKey(filter)
                          ? median(ledger, filter, place -> true)
                          : OptionalDouble.empty()));
            });
    causes.sort(
        (one, other) -> Long.compare(other.dropped().successes(), one.dropped().successes()));
    return new DropCauses(new Proportion(ledger.count(Verdict.KEPT), judged), causes);
  }

  private static boolean refusedByAnother(
      Ledger ledger, int place, String filter, Map<String, Double> thresholds) {
    return thresholds.entrySet().stream()
        .anyMatch(
            other ->
                !other.getKey().equals(filter)
                    && ledger.score(place, other.getKey()) < other.getValue());
  }

  private static OptionalDouble median(Ledger ledger, String filter, IntPredicate which) {
    double[] scores =
        ledger
            .where(which)
            .mapToDouble(place -> ledger.score(place, filter))
            .filter(score -> !Double.isNaN(score))
            .sorted()
            .toArray();
    return scores.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(scores[scores.length / 2]);
  }

  /** Whether more than half of what did not fail was dropped. */
  public boolean mostAreDropped() {
    return kept.trials() > 2 * kept.successes();
  }
}
