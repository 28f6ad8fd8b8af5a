package org.text2layer.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;

/**
 * What other thresholds changed.
 *
 * @param records in all
 * @param keptBefore by the old thresholds
 * @param cameIn new rows of records that are kept now and were not
 * @param wentOut new rows of records that were kept and are not
 */
public record Refiltering(
    long records, long keptBefore, List<LedgerRow> cameIn, List<LedgerRow> wentOut) {
  /** Copies the rows. */
  public Refiltering {
    cameIn = List.copyOf(cameIn);
    wentOut = List.copyOf(wentOut);
  }

  static Refiltering none(Ledger ledger) {
    return new Refiltering(ledger.rows().size(), ledger.count(Verdict.KEPT), List.of(), List.of());
  }

  /** Of ledgers of the same records. */
  static Refiltering between(Ledger before, Ledger after) {
    List<LedgerRow> cameIn = new ArrayList<>();
    List<LedgerRow> wentOut = new ArrayList<>();
    for (int i = 0; i < after.rows().size(); i++) {
      LedgerRow row = after.rows().get(i);
      boolean kept = before.rows().get(i).verdict() == Verdict.KEPT;
      if (row.verdict() == Verdict.KEPT && !kept) {
        cameIn.add(row);
      } else if (row.verdict() != Verdict.KEPT && kept) {
        wentOut.add(row);
      }
    }
    return new Refiltering(after.rows().size(), before.count(Verdict.KEPT), cameIn, wentOut);
  }

  /** How many records are kept now. */
  public long kept() {
    return keptBefore + cameIn.size() - wentOut.size();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d records kept, %,d before: %,d came in, %,d went out",
        kept(),
        records,
        keptBefore,
        cameIn.size(),
        wentOut.size());
  }
}
