package org.text2layer.notebook.quality;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.VerdictColours;

/**
 * How many records a filter gave which score, with a threshold: below it are those that it drops,
 * from it on those that it keeps, of which another filter may have dropped some. The threshold is
 * an edge of the bars, so that each is on one side. Immutable.
 */
public final class ScoreHistogram implements Viewable {
  private static final int BARS = 20;
  private static final int WIDTH = 680;
  private static final int HEIGHT = 300;
  private static final Color KEPT = Color.decode(VerdictColours.KEPT);
  private static final Color DROPPED = Color.decode(VerdictColours.dropped(0));
  private static final Color ELSEWHERE = new Color(0x999999);

  /** Counts of a bar. */
  record Bar(double from, double to, long dropped, long elsewhere, long kept) {
    long total() {
      return dropped + elsewhere + kept;
    }
  }

  private final FilterScores scores;
  private final double threshold;
  private final List<Bar> bars;

  private ScoreHistogram(FilterScores scores, double threshold, List<Bar> bars) {
    this.scores = scores;
    this.threshold = threshold;
    this.bars = List.copyOf(bars);
  }

  /**
   * Of a ledger.
   *
   * @throws IllegalArgumentException if no record has a score of that name, or the threshold is not
   *     finite
   */
  public static ScoreHistogram of(Ledger ledger, String filter, double threshold) {
    FilterScores scores = new FilterScores(ledger, filter);
    return new ScoreHistogram(scores, threshold, bars(scores, FilterScores.finite(threshold)));
  }

  private static List<Bar> bars(FilterScores scores, double threshold) {
    boolean probabilities = scores.lowest() >= 0 && scores.highest() <= 1;
    double low = Math.min(threshold, probabilities ? 0 : scores.lowest());
    double high = Math.max(threshold, probabilities ? 1 : scores.highest());
    double width = high > low ? (high - low) / BARS : 1;
    int first = (int) Math.floor((low - threshold) / width);
    int last = (int) Math.floor((high - threshold) / width);
    long[][] counts = new long[last - first + 1][2];
    scores
        .places()
        .forEach(
            place -> {
              int bar = (int) Math.floor((scores.score(place) - threshold) / width) - first;
              counts[bar][scores.droppedByAnother(place) ? 1 : 0]++;
            });
    List<Bar> bars = new ArrayList<>();
    for (int k = first; k <= last; k++) {
      long own = counts[k - first][0];
      long elsewhere = counts[k - first][1];
      double from = Math.max(low, threshold + k * width);
      double to = Math.min(high, threshold + (k + 1) * width);
      bars.add(
          k < 0 ? new Bar(from, to, own + elsewhere, 0, 0) : new Bar(from, to, 0, elsewhere, own));
    }
    return bars;
  }

  List<Bar> bars() {
    return bars;
  }

  /** The plot, to be changed or saved. */
  public XYChart chart() {
    String score = Html.cut(scores.filter(), 40) + " score";
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, "Records by " + score, score, "records");
    style(chart.getStyler());
    long most = bars.stream().mapToLong(Bar::total).max().orElse(1);
    addBars(chart, "below the threshold", DROPPED, i -> bars.get(i).dropped());
    addBars(
        chart, "dropped by another filter", ELSEWHERE, i -> bars.get(i).elsewhere() + keptIn(i));
    addBars(chart, "kept", KEPT, this::keptIn);
    XYSeries line =
        chart.addSeries(
            Html.format("threshold %.3f", threshold),
            new double[] {threshold, threshold},
            new double[] {0, Math.max(1, most) * 1.05});
    line.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    line.setMarker(SeriesMarkers.NONE).setLineColor(Color.BLACK).setLineStyle(new BasicStroke(2));
    return chart;
  }

  private long keptIn(int bar) {
    return bars.get(bar).kept();
  }

  private void style(XYStyler styler) {
    styler.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    styler.setXAxisMin(bars.get(0).from());
    styler.setXAxisMax(bars.get(bars.size() - 1).to());
    styler.setYAxisMin(0.0);
    styler.setyAxisTickLabelsFormattingFunction(count -> Html.format("%,.0f", count));
  }

  /** Bars as one area: up, along and down each. Those of a later call lie over earlier ones. */
  private void addBars(XYChart chart, String name, Color colour, IntToLongFunction height) {
    List<Double> x = new ArrayList<>();
    List<Long> y = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      double gap = 0.06 * (bars.get(i).to() - bars.get(i).from());
      double from = bars.get(i).from() + gap;
      double to = bars.get(i).to() - gap;
      x.addAll(List.of(from, from, to, to));
      y.addAll(List.of(0L, height.applyAsLong(i), height.applyAsLong(i), 0L));
    }
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(colour).setFillColor(colour);
    series.setLineStyle(new BasicStroke(0.1f));
  }

  @Override
  public View view() {
    String picture = ChartStyle.picture(chart(), toString());
    String without =
        scores.without() == 0
            ? ""
            : ". " + Html.count(scores.without(), "record") + " without this score not shown";
    return new View(Html.view("", picture, this + without + "."), toString());
  }

  @Override
  public String toString() {
    long passing = scores.passing(threshold);
    long elsewhere = bars.stream().mapToLong(Bar::elsewhere).sum();
    return Html.format(
        "%,d of %,d records (%.1f %%) reach a %s score of %.3f; another filter dropped %,d of them",
        passing,
        scores.count(),
        100.0 * passing / scores.count(),
        scores.filter(),
        threshold,
        elsewhere);
  }
}
