package org.text2layer.notebook.data;

import java.util.List;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;

/** The records of a build that could not be read or made, each with its reason. Immutable. */
final class FailedRecords implements Viewable {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 60;
  private static final int LONGEST_REASON = 300;

  private final Ledger ledger;

  FailedRecords(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public View view() {
    long failed = ledger.count(Verdict.FAILED);
    List<LedgerRow> shown =
        ledger
            .where(place -> ledger.verdict(place) == Verdict.FAILED)
            .limit(MOST)
            .mapToObj(ledger.rows()::get)
            .toList();
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column("record", Cells.NUMBERS),
                new Column("key", Cells.WORDS),
                new Column("reason", Cells.TEXT)));
    for (LedgerRow row : shown) {
      table.row(
          List.of(
              Long.toString(row.record()),
              Html.escaped(Html.cut(row.key(), LONGEST_KEY)),
              Html.escaped(Html.cut(row.reason(), LONGEST_REASON))));
    }
    String rest = failed <= MOST ? "" : "the first " + MOST + " shown";
    return new View(Html.view(toString(), shown.isEmpty() ? "" : table.html(), rest), toString());
  }

  @Override
  public String toString() {
    return Html.format(
        "%,d of %s failed", ledger.count(Verdict.FAILED), Html.count(ledger.size(), "record"));
  }
}
