package org.text2layer.notebook.quality;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.metrics.significance.Difference;
import org.text2layer.metrics.significance.Proportion;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.notebook.html.VerdictColours;
import org.text2layer.synth.quality.measure.SliceRates;
import org.text2layer.synth.quality.measure.Slicing;

/**
 * Which kinds of samples are kept more often than others, the largest gaps first, each with its 95
 * % interval. Immutable.
 */
public final class KeepRates implements Viewable {
  private static final int MOST = 16;
  private static final int LONGEST = 40;
  private static final int BAR = 120;

  private final String what;
  private final SliceRates rates;

  private KeepRates(String what, SliceRates rates) {
    this.what = what;
    this.rates = rates;
  }

  /** By all filters together. */
  public static KeepRates of(Ledger ledger, List<Slicing> slicings) {
    return new KeepRates("Kept by all filters", SliceRates.of(ledger, slicings));
  }

  /**
   * By one filter alone.
   *
   * @throws IllegalArgumentException if no record has its score, or the threshold is not finite
   */
  public static KeepRates of(
      Ledger ledger, String filter, double threshold, List<Slicing> slicings) {
    FilterScores scores = new FilterScores(ledger, filter);
    return new KeepRates(
        Html.format("Kept by the %s filter at %.3f", filter, FilterScores.finite(threshold)),
        SliceRates.of(scores.ledger(), filter, threshold, slicings));
  }

  /** The numbers. */
  public SliceRates rates() {
    return rates;
  }

  @Override
  public View view() {
    List<SliceRates.Slice> shown = rates.slices().subList(0, Math.min(MOST, rates.slices().size()));
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column("slice by", Cells.WORDS),
                new Column("slice", Cells.WORDS),
                new Column("records", Cells.NUMBERS),
                new Column("0 % to 100 %", Cells.WORDS),
                new Column("kept [95 %]", Cells.NUMBERS),
                new Column("than the others [95 %]", Cells.NUMBERS)));
    for (SliceRates.Slice slice : shown) {
      table.row(
          List.of(
              Html.escaped(Html.cut(slice.slicing(), LONGEST)),
              Html.escaped(Html.cut(slice.name(), LONGEST)),
              Html.format("%,d", slice.kept().trials()),
              bar(slice.kept()),
              slice.kept().text(2),
              marked(slice.gap())));
    }
    return new View(
        Html.view(title(), shown.isEmpty() ? "" : table.html(), print(shown.size())), toString());
  }

  /** Bold where it is more than chance would explain. */
  static String marked(Difference difference) {
    String text = difference.text(2);
    return difference.isOne() ? "<span style=\"font-weight:bold\">" + text + "</span>" : text;
  }

  private String print(int shown) {
    List<String> words = new ArrayList<>();
    words.add(
        shown == 0
            ? Html.format("No two slices of at least %d records each.", SliceRates.LEAST)
            : "Bold: more than chance would explain in one slice (Newcombe's interval without 0); of twenty slices one is bold by chance.");
    if (shown < rates.slices().size()) {
      words.add(Html.format("%d of %d slices shown.", shown, rates.slices().size()));
    }
    if (rates.leftOut() > 0) {
      words.add(
          Html.format(
              "%s of fewer than %d records, or of all, left out.",
              Html.count(rates.leftOut(), "slice"), SliceRates.LEAST));
    }
    return String.join(" ", words);
  }

  /** The interval as a bar, the share as a line in it. */
  static String bar(Proportion kept) {
    int low = (int) Math.round(BAR * kept.low());
    int share = (int) Math.round(BAR * kept.share());
    int high = Math.max(low + 2, (int) Math.round(BAR * kept.high()));
    return Html.format(
        "<div style=\"display:flex;width:%dpx;height:10px;background-color:rgba(128,128,128,0.18)\">"
            + "%s%s%s%s</div>",
        BAR,
        part("rgba(128,128,128,0)", low),
        part("rgba(0,114,178,0.45)", Math.max(0, share - 1 - low)),
        part(VerdictColours.KEPT, 2),
        part("rgba(0,114,178,0.45)", Math.max(0, high - share - 1)));
  }

  private static String part(String colour, int width) {
    return Html.format(
        "<span style=\"width:%dpx;height:10px;background-color:%s\"></span>", width, colour);
  }

  private String title() {
    return what + ": " + rates.all().text(2) + Html.format(" of %,d records", rates.all().trials());
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    for (SliceRates.Slice slice : rates.slices().subList(0, Math.min(3, rates.slices().size()))) {
      words.add(slice.slicing() + " " + slice.name() + " " + slice.kept().text(2));
    }
    return title() + (words.isEmpty() ? "" : ", the largest gaps: " + String.join(", ", words));
  }
}
