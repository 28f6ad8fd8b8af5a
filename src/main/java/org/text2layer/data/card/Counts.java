package org.text2layer.data.card;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.text2layer.data.ledger.LedgerRow;

/**
 * What became of the records.
 *
 * @param kept how many are samples
 * @param dropped how many each filter refused
 * @param failed how many failed in each way
 */
record Counts(long kept, SortedMap<String, Long> dropped, SortedMap<String, Long> failed) {
  Counts {
    dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
  }

  static Counts none() {
    return new Counts(0, new TreeMap<>(), new TreeMap<>());
  }

  Counts plus(List<LedgerRow> rows) {
    long newKept = kept;
    SortedMap<String, Long> newDropped = new TreeMap<>(dropped);
    SortedMap<String, Long> newFailed = new TreeMap<>(failed);
    for (LedgerRow row : rows) {
      switch (row.verdict()) {
        case KEPT -> newKept++;
        case DROPPED -> newDropped.merge(row.reason(), 1L, Long::sum);
        case FAILED -> newFailed.merge(row.failureKind(), 1L, Long::sum);
      }
    }
    return new Counts(newKept, newDropped, newFailed);
  }

  long allDropped() {
    return sum(dropped);
  }

  long allFailed() {
    return sum(failed);
  }

  long all() {
    return kept + allDropped() + allFailed();
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
