package org.text2layer.data.build;

import java.util.OptionalLong;
import org.text2layer.data.ledger.LedgerRow;

/**
 * How far a build is.
 *
 * @param kept records that became samples
 * @param dropped records that a filter refused
 * @param failed records that could not be read or made
 * @param total how many records there are in all, if the source knows
 * @param complete whether shards and ledger are complete
 */
public record BuildReport(
    long kept, long dropped, long failed, OptionalLong total, boolean complete) {
  /** How many records were looked at. */
  public long done() {
    return kept + dropped + failed;
  }

  BuildReport plus(Iterable<LedgerRow> rows) {
    long[] counts = {kept, dropped, failed};
    rows.forEach(row -> counts[row.verdict().ordinal()]++);
    return new BuildReport(counts[0], counts[1], counts[2], total, complete);
  }

  BuildReport completed() {
    return new BuildReport(kept, dropped, failed, OptionalLong.of(done()), true);
  }
}
