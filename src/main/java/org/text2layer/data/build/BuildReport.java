package org.text2layer.data.build;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;

/**
 * How far a build is.
 *
 * @param kept records that became samples
 * @param droppedByFilter how many records each filter refused
 * @param failed records that could not be read or made
 * @param found how many of them an earlier run had made already
 * @param total how many records there are in all, if the source knows
 * @param complete whether shards and ledger are complete
 */
public record BuildReport(
    long kept,
    SortedMap<String, Long> droppedByFilter,
    long failed,
    long found,
    OptionalLong total,
    boolean complete) {
  /** Copies the counts. */
  public BuildReport {
    droppedByFilter = Collections.unmodifiableSortedMap(new TreeMap<>(droppedByFilter));
  }

  /** How many records a filter refused. */
  public long dropped() {
    return droppedByFilter.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Which filter refused most of the records so far, in a sentence; empty if none did. */
  public Optional<String> warning() {
    return Ledger.warning(droppedByFilter, done());
  }

  /** How many records were looked at. */
  public long done() {
    return kept + dropped() + failed;
  }

  /** Before the first record. */
  public static BuildReport nothing(OptionalLong total) {
    return new BuildReport(0, new TreeMap<>(), 0, 0, total, false);
  }

  BuildReport plus(Collection<LedgerRow> rows, boolean foundThere) {
    SortedMap<String, Long> dropped = new TreeMap<>(droppedByFilter);
    long newKept = kept;
    long newFailed = failed;
    for (LedgerRow row : rows) {
      switch (row.verdict()) {
        case KEPT -> newKept++;
        case DROPPED -> dropped.merge(row.reason(), 1L, Long::sum);
        case FAILED -> newFailed++;
      }
    }
    long more = foundThere ? rows.size() : 0;
    return new BuildReport(newKept, dropped, newFailed, found + more, total, complete);
  }

  BuildReport completed() {
    return new BuildReport(kept, droppedByFilter, failed, found, OptionalLong.of(done()), true);
  }
}
