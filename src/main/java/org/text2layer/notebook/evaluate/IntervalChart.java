package org.text2layer.notebook.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;

/**
 * A metric over what was varied, every value with its interval: distances over guidance or steps,
 * any metric over the size of the data set. Where a metric gave a range without a number, the range
 * has no dot. {@code IntervalChart.of("FID over guidance", "guidance", "FID").and("embedded",
 * points)}. Immutable.
 */
public final class IntervalChart implements Viewable {
  private static final int WIDTH = 680;
  private static final int HEIGHT = 320;
  private static final double MARGIN = 0.06;

  /** Several series' intervals stand beside one another. */
  private static final double APART = 0.008;

  private static final double CAP = 0.006;
  private static final int LONGEST_NAME = 28;

  private record Series(String name, List<MeasuredPoint> points) {}

  private final String title;
  private final String xName;
  private final String yName;
  private final List<Series> series;

  private IntervalChart(String title, String xName, String yName, List<Series> series) {
    this.title = title;
    this.xName = xName;
    this.yName = yName;
    this.series = List.copyOf(series);
  }

  /**
   * A chart without points.
   *
   * @param xName what was varied
   * @param yName the metric, with its unit if it has one
   */
  public static IntervalChart of(String title, String xName, String yName) {
    return new IntervalChart(title, xName, yName, List.of());
  }

  /**
   * With one more method.
   *
   * @throws IllegalArgumentException if there are no points
   */
  public IntervalChart and(String name, List<MeasuredPoint> points) {
    List<Series> more = new ArrayList<>(series);
    more.add(new Series(name, sorted(name, points)));
    return new IntervalChart(title, xName, yName, more);
  }

  private static List<MeasuredPoint> sorted(String name, List<MeasuredPoint> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected measured points of '%s' but came none: measure some.".formatted(name));
    }
    return points.stream().sorted(Comparator.comparingDouble(MeasuredPoint::x)).toList();
  }

  /** The plot, to be changed or saved. */
  public XYChart chart() {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title, xName, yName);
    chart.getStyler().setMarkerSize(7);
    if (series.isEmpty()) {
      return chart;
    }
    scale(chart.getStyler());
    for (int i = 0; i < series.size(); i++) {
      add(chart, i);
    }
    chart.getStyler().setLegendVisible(chart.getSeriesMap().size() > 2);
    return chart;
  }

  private double least(ToDoubleFunction<MeasuredPoint> value) {
    return points().stream().mapToDouble(value).min().orElse(0);
  }

  private double greatest(ToDoubleFunction<MeasuredPoint> value) {
    return points().stream().mapToDouble(value).max().orElse(1);
  }

  private List<MeasuredPoint> points() {
    return series.stream().flatMap(one -> one.points().stream()).toList();
  }

  private void scale(XYStyler styler) {
    double left = least(MeasuredPoint::x);
    double right = greatest(MeasuredPoint::x);
    double width = right > left ? right - left : Math.max(1, Math.abs(left));
    styler.setXAxisMin(left - MARGIN * width).setXAxisMax(right + MARGIN * width);
    double low = least(MeasuredPoint::low);
    double high = greatest(MeasuredPoint::high);
    double height = high > low ? high - low : Math.max(1e-9, Math.abs(high));
    // From 0 where that does not flatten the differences.
    boolean fromZero = low >= 0 && low < high / 2;
    styler.setYAxisMin(fromZero ? 0 : low - MARGIN * height).setYAxisMax(high + MARGIN * height);
  }

  private void add(XYChart chart, int number) {
    Series one = series.get(number);
    Color colour = ChartStyle.colour(number);
    double range =
        chart.getStyler().getXAxisMax().doubleValue()
            - chart.getStyler().getXAxisMin().doubleValue();
    double shift = (number - (series.size() - 1) / 2.0) * APART * range;
    addIntervals(chart, number, shift, CAP * range);
    List<MeasuredPoint> known =
        one.points().stream().filter(point -> point.value().isPresent()).toList();
    if (!known.isEmpty()) {
      XYSeries values =
          chart.addSeries(
              "values " + number,
              known.stream().mapToDouble(point -> point.x() + shift).toArray(),
              known.stream().mapToDouble(MeasuredPoint::middle).toArray());
      values.setLabel(Html.cut(one.name(), LONGEST_NAME));
      values.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour).setLineColor(colour);
      values.setLineStyle(new BasicStroke(1.2f));
    }
  }

  /** All intervals of a method as one line with gaps. */
  private void addIntervals(XYChart chart, int number, double shift, double cap) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (MeasuredPoint point : series.get(number).points()) {
      double middle = point.x() + shift;
      double low = point.low();
      double high = point.high();
      x.addAll(List.of(middle - cap, middle + cap, middle, middle, middle - cap, middle + cap));
      y.addAll(List.of(low, low, low, high, high, high));
      x.add(middle);
      y.add(Double.NaN);
    }
    Color colour = ChartStyle.colour(number);
    XYSeries intervals = chart.addSeries("intervals " + number, x, y);
    intervals.setMarker(SeriesMarkers.NONE).setLineColor(colour);
    intervals.setLineStyle(new BasicStroke(1.6f));
    boolean named = series.get(number).points().stream().noneMatch(p -> p.value().isPresent());
    intervals.setLabel(Html.cut(series.get(number).name(), LONGEST_NAME)).setShowInLegend(named);
  }

  @Override
  public View view() {
    if (series.isEmpty()) {
      return new View(Html.view(title, "", "no points"), toString());
    }
    String picture = ChartStyle.picture(chart(), words());
    boolean ranges = points().stream().anyMatch(point -> point.value().isEmpty());
    String print = ranges ? "Bars without a dot: too few pictures for one number." : "";
    return new View(Html.view("", picture, print), words());
  }

  /** For those who do not see the chart. */
  private String words() {
    List<String> words = new ArrayList<>();
    for (Series one : series) {
      List<String> values = new ArrayList<>();
      for (MeasuredPoint point : one.points()) {
        values.add("at %s %s".formatted(ChartStyle.number(point.x()), point.text()));
      }
      words.add(one.name() + " " + String.join(", ", values));
    }
    return this + (words.isEmpty() ? "" : ": " + String.join("; ", words));
  }

  @Override
  public String toString() {
    return "%s, %s over %s".formatted(title, yName, xName);
  }
}
