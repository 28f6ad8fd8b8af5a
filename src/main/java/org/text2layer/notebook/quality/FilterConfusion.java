package org.text2layer.notebook.quality;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.data.LayeredSample;
import org.text2layer.metrics.significance.Proportion;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.notebook.html.VerdictColours;
import org.text2layer.notebook.quality.JudgedSamples.Judged;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.notebook.sample.SampleRow;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.defect.LabelledSample;
import org.text2layer.synth.quality.measure.Confusion;
import org.text2layer.synth.quality.training.HumanLabels;

/**
 * Where a filter is right: of good and of bad samples, how many it keeps and drops, with rates,
 * their 95 % intervals, and some samples of each kind. Immutable; pictures of a build are read when
 * it is shown.
 */
public final class FilterConfusion implements Viewable {
  private static final int EXAMPLES = 4;
  private static final int SIDE = 76;
  private static final int LONGEST = 40;

  private final JudgedSamples judged;

  private FilterConfusion(JudgedSamples judged) {
    this.judged = judged;
  }

  /**
   * On samples whose answer is known, as controlled defects or the samples of a {@code
   * LabellingView}; all are scored now.
   *
   * @throws IllegalArgumentException if none is labelled for this filter
   */
  public static FilterConfusion of(QualityFilter filter, List<LabelledSample> labelled) {
    return new FilterConfusion(JudgedSamples.of(filter, labelled));
  }

  /**
   * By a build's scores, without the filter: see {@code BuildView.confusion}.
   *
   * @throws IllegalArgumentException if no record has such a score, or none of them is labelled
   */
  public static FilterConfusion of(
      BuiltSamples build, String filter, double threshold, HumanLabels labels) {
    return new FilterConfusion(JudgedSamples.of(build, filter, threshold, labels));
  }

  /** The counts and rates. */
  public Confusion confusion() {
    return judged.confusion();
  }

  @Override
  public View view() {
    Confusion counts = confusion();
    String threshold = Html.format("%.3f", judged.threshold());
    HtmlTable cells =
        HtmlTable.of(
            List.of(
                new Column("label", Cells.WORDS),
                new Column("kept: score ≥ " + threshold, Cells.PICTURES),
                new Column("dropped: score < " + threshold, Cells.PICTURES)));
    cells.row(List.of("good", cell(true, true), cell(false, true)));
    cells.row(List.of("bad", cell(true, false), cell(false, false)));
    String tables = Html.topRow(List.of(rates(counts), byDefect()));
    String print =
        "Rates with 95 % intervals (Wilson). Of the wrong ones the worst are shown first, of the right ones the closest calls."
            + (judged.filter().equals(PaperFilter.INPAINTING.label())
                ? ""
                : " " + SampleRow.LEGEND);
    String body = cells.html() + "<div style=\"margin-top:12px\">" + tables + "</div>";
    return new View(Html.view(title(), body, print), toString());
  }

  private String title() {
    return Html.format(
        "The %s filter on %s",
        judged.filter(), Html.count(judged.samples().size(), "labelled sample"));
  }

  private String cell(boolean kept, boolean good) {
    boolean right = kept == good;
    List<Judged> members =
        judged.samples().stream()
            .filter(sample -> judged.kept(sample) == kept && sample.good() == good)
            .sorted(
                Comparator.comparingDouble(
                    sample -> (right ? 1 : -1) * Math.abs(sample.score() - judged.threshold())))
            .toList();
    List<Judged> shown = members.subList(0, Math.min(EXAMPLES, members.size()));
    Map<String, LayeredSample> layers = judged.pictures().apply(shown);
    StringBuilder pictures = new StringBuilder();
    for (Judged sample : shown) {
      String defect = sample.defect().map(Defect::label).orElse("");
      String words = Html.format("%s: %.3f", Html.cut(sample.name(), LONGEST), sample.score());
      LayeredSample found = layers.get(sample.name());
      String picture = found == null ? "" : picture(found, words);
      pictures.append(
          defect.isEmpty()
              ? Html.captioned(picture, SIDE, words)
              : Html.captioned(picture, SIDE, words, defect));
    }
    String colour = right ? VerdictColours.KEPT : VerdictColours.dropped(1);
    return Html.format(
        "<div style=\"border-left:4px solid %s;padding-left:8px;width:%dpx\">"
            + "<div style=\"margin-bottom:6px\"><span style=\"font-size:16px\">%,d</span>"
            + " %s %s, %.1f %%</div>"
            + "<div style=\"display:flex;flex-wrap:wrap;gap:8px\">%s</div></div>",
        colour,
        EXAMPLES * (SIDE + 10),
        members.size(),
        right ? "rightly" : "wrongly",
        kept ? "kept" : "dropped",
        100.0 * members.size() / judged.samples().size(),
        pictures);
  }

  private String picture(LayeredSample sample, String words) {
    return judged.filter().equals(PaperFilter.INPAINTING.label())
        ? Html.thumbnail(sample.layers().backdrop(), "background: " + words, SIDE)
        : SampleRow.overlay(sample, "mask over the picture: " + words, SIDE);
  }

  private static String rates(Confusion counts) {
    Map<String, Proportion> rates = new LinkedHashMap<>();
    rates.put("of the kept, good (precision)", counts.precision());
    rates.put("of the good, kept (recall)", counts.recall());
    rates.put("of the bad, dropped", counts.badDropped());
    rates.put("told right", counts.right());
    return proportions("rate", rates);
  }

  /** How often what is bad in some way is dropped. */
  private String byDefect() {
    List<Defect> defects =
        judged.samples().stream().flatMap(sample -> sample.defect().stream()).distinct().toList();
    Map<String, Proportion> rates = new LinkedHashMap<>();
    for (Defect defect : defects) {
      List<Judged> own =
          judged.samples().stream()
              .filter(sample -> sample.defect().filter(defect::equals).isPresent())
              .toList();
      long dropped = own.stream().filter(sample -> !judged.kept(sample)).count();
      rates.put(defect.label(), new Proportion(dropped, own.size()));
    }
    return defects.size() < 2 ? "" : proportions("of this defect, dropped", rates);
  }

  private static String proportions(String name, Map<String, Proportion> rates) {
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column(name, Cells.WORDS),
                new Column("share [95 %]", Cells.NUMBERS),
                new Column("samples", Cells.NUMBERS)));
    rates.forEach(
        (words, rate) ->
            table.row(
                List.of(Html.escaped(words), rate.text(2), Html.format("%,d", rate.trials()))));
    return table.html();
  }

  @Override
  public String toString() {
    Confusion counts = confusion();
    return Html.format(
        "%s: %,d good kept, %,d good dropped, %,d bad kept, %,d bad dropped; precision %s, recall %s",
        title(),
        counts.keptGood(),
        counts.droppedGood(),
        counts.keptBad(),
        counts.droppedBad(),
        counts.precision().text(2),
        counts.recall().text(2));
  }
}
