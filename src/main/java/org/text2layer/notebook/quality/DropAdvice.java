package org.text2layer.notebook.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.measure.DropCauses;
import org.text2layer.synth.quality.measure.DropCauses.Cause;
import org.text2layer.synth.quality.measure.SliceRates;
import org.text2layer.synth.quality.measure.Slicing;

/**
 * Why a build dropped what it dropped, by which filter and of which kind of samples most, and what
 * to do about it. Immutable.
 */
public final class DropAdvice implements Viewable {
  private static final int SLICES = 4;
  private static final int LONGEST = 40;

  /** A threshold that is changed by less changes little. */
  private static final double MARKED = 0.05;

  /** What drops less than this share changes little. */
  private static final double WORTH = 0.05;

  private final Map<String, Double> thresholds;
  private final DropCauses causes;
  private final SliceRates rates;

  private DropAdvice(Map<String, Double> thresholds, DropCauses causes, SliceRates rates) {
    this.thresholds = thresholds;
    this.causes = causes;
    this.rates = rates;
  }

  /**
   * Of a ledger.
   *
   * @param thresholds of its quality filters by name; may be empty
   */
  public static DropAdvice of(
      Ledger ledger, Map<String, Double> thresholds, List<Slicing> slicings) {
    return new DropAdvice(
        Map.copyOf(thresholds), DropCauses.of(ledger, thresholds), SliceRates.of(ledger, slicings));
  }

  /** The numbers. */
  public DropCauses causes() {
    return causes;
  }

  @Override
  public View view() {
    StringBuilder body = new StringBuilder();
    if (!causes.causes().isEmpty()) {
      body.append(table());
      body.append(list("Of which kind most", slices()));
      body.append(list("What to do", advice()));
    }
    return new View(Html.view(toString(), body.toString(), ""), words());
  }

  private String table() {
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column("dropped by", Cells.WORDS),
                new Column("records", Cells.NUMBERS),
                new Column("share [95 %]", Cells.NUMBERS),
                new Column("by it alone", Cells.NUMBERS),
                new Column("median score", Cells.NUMBERS),
                new Column("threshold", Cells.NUMBERS),
                new Column("half would pass from", Cells.NUMBERS)));
    for (Cause cause : causes.causes()) {
      Double threshold = thresholds.get(cause.filter());
      table.row(
          List.of(
              Html.escaped(Html.cut(cause.filter(), LONGEST)),
              Html.format("%,d", cause.dropped().successes()),
              cause.dropped().text(2),
              Html.format("%,d", cause.alone()),
              cause.medianScore().isPresent()
                  ? Html.format("%.3f", cause.medianScore().getAsDouble())
                  : "",
              threshold == null ? "" : Html.format("%.3f", threshold),
              cause.half().isPresent() ? Html.format("%.3f", cause.half().getAsDouble()) : ""));
    }
    return table.html();
  }

  private List<String> slices() {
    List<String> words = new ArrayList<>();
    rates.slices().stream()
        .filter(slice -> slice.gap().isOne() && slice.gap().value() < 0)
        .limit(SLICES)
        .forEach(
            slice ->
                words.add(
                    Html.format(
                        "%s %s: %s of %,d kept, %s of the others",
                        Html.cut(slice.slicing(), LONGEST),
                        Html.cut(slice.name(), LONGEST),
                        slice.kept().text(2),
                        slice.kept().trials(),
                        slice.others().text(2))));
    if (words.isEmpty() && rates.slices().isEmpty()) {
      words.add("build.slices() tells");
    } else if (words.isEmpty()) {
      words.add("no slice differs from the others by more than chance");
    }
    return words;
  }

  private List<String> advice() {
    Cause first = causes.causes().get(0);
    return causes.causes().stream()
        .filter(cause -> cause == first || cause.dropped().share() >= WORTH)
        .map(this::advice)
        .toList();
  }

  private String advice(Cause cause) {
    String filter = Html.cut(cause.filter(), LONGEST);
    if (filter.equals("empty mask")) {
      return "empty mask: the detector found no object, or less than 0.002 of the picture; look at build.rejected(), and take another detector where there is one (docs/detectors.md).";
    }
    if (filter.equals("full mask")) {
      return "full mask: the detector took the whole picture; take another detector (docs/detectors.md), or pictures with an object before a background.";
    }
    if (!thresholds.containsKey(cause.filter())) {
      return filter + ": look at build.rejected(); its limit is the recipe's.";
    }
    double threshold = thresholds.get(cause.filter());
    return Html.format(
        "%s: look at build.rejected(). Is it good? Label 20 to 200 samples by LabellingView.of(build.nearest(\"%s\", %.3f, 24)) and adapt the filter by FilterLearning.of(filters, \"%s\").learn(labels, samples)%s. Is it bad? Take %s.",
        filter, filter, threshold, filter, looser(cause, filter, threshold), part(filter));
  }

  private static String looser(Cause cause, String filter, double threshold) {
    return cause.half().isPresent() && cause.half().getAsDouble() < threshold - MARKED
        ? Html.format(
            "; or see what build.withThreshold(\"%s\", %.2f) would change",
            filter, cause.half().getAsDouble())
        : "";
  }

  /** The part of the recipe that makes what a filter judges. */
  private static String part(String filter) {
    if (filter.equals(PaperFilter.INPAINTING.label())) {
      return "another inpainter (docs/inpainters.md)";
    }
    return filter.equals(PaperFilter.MASK.label())
        ? "another detector (docs/detectors.md)"
        : "other pictures";
  }

  private static String list(String heading, List<String> lines) {
    StringBuilder items = new StringBuilder();
    lines.forEach(line -> items.append("<div>").append(Html.escaped(line)).append("</div>"));
    return Html.section(
        heading, "", "<div style=\"font-size:12px;max-width:760px\">" + items + "</div>");
  }

  private String words() {
    List<String> words = new ArrayList<>(List.of(toString()));
    for (Cause cause : causes.causes()) {
      words.add(
          Html.format(
              "%s %,d, %,d of them alone",
              cause.filter(), cause.dropped().successes(), cause.alone()));
    }
    return String.join("; ", words);
  }

  @Override
  public String toString() {
    return Html.format(
        "%s dropped: %,d of %,d records are kept, %s",
        causes.mostAreDropped() ? "Most are" : "Some are",
        causes.kept().successes(),
        causes.kept().trials(),
        causes.kept().text(2));
  }
}
