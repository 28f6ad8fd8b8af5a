package org.text2layer.data.build;

import java.util.Collection;
import java.util.OptionalLong;
import org.text2layer.data.ledger.LedgerRow;

/**
 * How far a build is.
 *
 * @param kept records that became samples
 * @param dropped records that a filter refused
 * @param failed records that could not be read or made
 * @param found how many of them an earlier run had made already
 * @param total how many records there are in all, if the source knows
 * @param complete whether shards and ledger are complete
 */
public record BuildReport(
    long kept, long dropped, long failed, long found, OptionalLong total, boolean complete) {
  /** How many records were looked at. */
  public long done() {
    return kept + dropped + failed;
  }

  static BuildReport nothing(OptionalLong total) {
    return new BuildReport(0, 0, 0, 0, total, false);
  }

  BuildReport plus(Collection<LedgerRow> rows, boolean foundThere) {
    long[] counts = {kept, dropped, failed};
    rows.forEach(row -> counts[row.verdict().ordinal()]++);
    long more = foundThere ? rows.size() : 0;
    return new BuildReport(counts[0], counts[1], counts[2], found + more, total, complete);
  }

  BuildReport completed() {
    return new BuildReport(kept, dropped, failed, found, OptionalLong.of(done()), true);
  }
}
