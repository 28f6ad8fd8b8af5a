package org.text2layer.notebook.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.notebook.html.VerdictColours;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.notebook.sample.SampleRow;

/**
 * What several thresholds of one filter would keep, side by side: a slider's work in one look. For
 * each, how many records pass, and some that pass the threshold before it and not this one.
 * Immutable; pictures are read when it is shown.
 */
public final class ThresholdComparison implements Viewable {
  private static final int FEWEST = 2;
  private static final int MOST = 8;
  private static final int EXAMPLES = 4;
  private static final int SIDE = 68;
  private static final int WIDTH = 2 * SIDE + 12;

  private final BuiltSamples build;
  private final FilterScores scores;
  private final List<Double> thresholds;

  private ThresholdComparison(BuiltSamples build, FilterScores scores, List<Double> thresholds) {
    this.build = build;
    this.scores = scores;
    this.thresholds = thresholds;
  }

  /**
   * Of a build.
   *
   * @param thresholds 2 to 8, ascending
   * @throws IllegalArgumentException if no record has a score of that name, or the thresholds are
   *     not as they should be
   */
  public static ThresholdComparison of(BuiltSamples build, String filter, double... thresholds) {
    boolean ascending =
        IntStream.range(1, thresholds.length).allMatch(i -> thresholds[i - 1] < thresholds[i]);
    if (thresholds.length < FEWEST || thresholds.length > MOST || !ascending) {
      throw new IllegalArgumentException(
          "Expected %s to %s ascending thresholds but came %s: give some as 0.3, 0.4, 0.5, 0.6, 0.7."
              .formatted(FEWEST, MOST, Arrays.toString(thresholds)));
    }
    FilterScores scores = new FilterScores(build.ledger(), filter);
    return new ThresholdComparison(build, scores, FilterScores.finite(thresholds));
  }

  /** The records that a threshold drops and the one before it does not, the lowest score first. */
  int[] dropped(int index) {
    double from = index == 0 ? Double.NEGATIVE_INFINITY : thresholds.get(index - 1);
    double to = thresholds.get(index);
    return scores.ascending(place -> scores.score(place) >= from && scores.score(place) < to);
  }

  @Override
  public View view() {
    List<Column> columns = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    List<int[]> dropped = new ArrayList<>();
    List<List<LedgerRow>> shown = new ArrayList<>();
    for (int i = 0; i < thresholds.size(); i++) {
      dropped.add(dropped(i));
      shown.add(spread(dropped.get(i)).mapToObj(build.ledger().rows()::get).toList());
    }
    Map<Long, StoredSample> samples = build.of(shown.stream().flatMap(List::stream).toList());
    for (int i = 0; i < thresholds.size(); i++) {
      columns.add(new Column("threshold " + number(thresholds.get(i)), Cells.PICTURES));
      counts.add(counts(thresholds.get(i)));
      examples.add(examples(i, dropped.get(i).length, shown.get(i), samples));
    }
    String html = HtmlTable.of(columns).row(counts).row(examples).html();
    return new View(
        Html.view(
            "What thresholds of the " + scores.filter() + " score keep",
            html,
            "Of "
                + Html.count(scores.count(), "record")
                + " with this score; what other filters say is not counted."),
        toString());
  }

  private String counts(double threshold) {
    double share = (double) scores.passing(threshold) / scores.count();
    return Html.format(
        "<div style=\"width:%dpx\"><div><span style=\"font-size:16px\">%,d</span>"
            + " kept, %.1f %%</div>"
            + "<div style=\"height:8px;margin-top:4px;background-color:%s\">"
            + "<div style=\"width:%.1f%%;height:8px;background-color:%s\"></div></div></div>",
        WIDTH,
        scores.passing(threshold),
        100 * share,
        VerdictColours.dropped(0),
        100 * share,
        VerdictColours.KEPT);
  }

  private String examples(
      int index, int number, List<LedgerRow> rows, Map<Long, StoredSample> samples) {
    String heading =
        index == 0
            ? Html.format("%,d dropped", number)
            : Html.format("%,d more dropped than at %s", number, number(thresholds.get(index - 1)));
    List<String> pictures = new ArrayList<>();
    for (LedgerRow row : rows) {
      String score = Html.format("%.3f", row.scores().get(scores.filter()));
      StoredSample sample = samples.get(row.record());
      String picture =
          sample == null
              ? ""
              : SampleRow.overlay(
                  sample.sample(), score + ": " + Html.cut(row.caption(), 100), SIDE);
      pictures.add(Html.captioned(picture, SIDE, score));
    }
    return Html.format(
        "<div style=\"width:%dpx\"><div style=\"margin-bottom:6px;min-height:32px\">%s</div>"
            + "<div style=\"display:flex;flex-wrap:wrap;gap:8px\">%s</div></div>",
        WIDTH, heading, String.join("", pictures));
  }

  /** Some of them from one end to the other. */
  private static IntStream spread(int[] places) {
    return places.length <= EXAMPLES
        ? IntStream.of(places)
        : IntStream.range(0, EXAMPLES)
            .map(i -> places[(int) Math.round(i * (places.length - 1.0) / (EXAMPLES - 1))]);
  }

  private static String number(double threshold) {
    return Html.format("%.3f", threshold).replaceFirst("0$", "");
  }

  @Override
  public String toString() {
    List<String> kept =
        thresholds.stream().map(t -> number(t) + " keeps " + scores.passing(t)).toList();
    return Html.format(
        "Thresholds of the %s score, of %,d records: %s",
        scores.filter(), scores.count(), String.join(", ", kept));
  }
}
