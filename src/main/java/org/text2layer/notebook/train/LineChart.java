package org.text2layer.notebook.train;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.EvenDecades;
import org.text2layer.notebook.html.Html;

/** Curves over steps. */
final class LineChart {
  private static final double MARGIN = 0.04;

  private static final int SPACING = 44;

  /** Of fewer places, logarithms would only hide the numbers. */
  private static final double WIDE = 4;

  private static final int FAINT = 56;
  private static final int LONGEST_NAME = 28;
  private static final float SECOND_DASH = 5;

  private record Line(
      List<Curve.Point> points, Color colour, Marker marker, BasicStroke stroke, String label) {}

  private final XYChart chart;
  private final List<Line> lines = new ArrayList<>();
  private final boolean logarithmic;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  private LineChart(XYChart chart, boolean logarithmic) {
    this.chart = chart;
    this.logarithmic = logarithmic;
  }

  /** An empty chart. */
  static LineChart of(
      String title, String yName, int width, int height, boolean logarithmic, long steps) {
    XYChart chart = ChartStyle.chart(width, height, title, "step", yName);
    style(chart.getStyler(), steps);
    addAnchor(chart, steps);
    return new LineChart(chart, logarithmic);
  }

  /** XChart labels every point of evenly spaced ones; a point that is not seen spaces unevenly. */
  private static void addAnchor(XYChart chart, long steps) {
    double[] none = {Double.NaN, Double.NaN, Double.NaN};
    XYSeries anchor = chart.addSeries("anchor", new double[] {0, 0.3 * steps, steps}, none);
    anchor.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
  }

  private static void style(XYStyler styler, long steps) {
    styler.setXAxisMin(0.0).setXAxisMax((double) Math.max(1, steps));
    styler.setxAxisTickLabelsFormattingFunction(step -> Html.format("%,.0f", step));
    styler.setXAxisTickMarkSpacingHint(90);
  }

  /** From the ninth on, the colours return dashed. */
  private static BasicStroke stroke(int n) {
    return n < ChartStyle.colours()
        ? new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(
            1.8f,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            new float[] {SECOND_DASH, SECOND_DASH},
            0);
  }

  /** The n-th line, from 0, with a name in the legend. */
  void line(String name, Curve curve, int n) {
    line(name, curve, ChartStyle.colour(n), stroke(n));
  }

  /** A line with a name in the legend. */
  void line(String name, Curve curve, Color colour, BasicStroke stroke) {
    add(curve, colour, SeriesMarkers.NONE, stroke, name);
  }

  /** The n-th line whose values are few, each a dot. */
  void dots(String name, Curve curve, int n) {
    dots(name, curve, ChartStyle.colour(n), stroke(n));
  }

  /** A line whose values are few, each a dot. */
  void dots(String name, Curve curve, Color colour, BasicStroke stroke) {
    add(curve, colour, SeriesMarkers.CIRCLE, stroke, name);
  }

  /** What lies behind a smoothed line, without a name. */
  void faint(Curve curve, Color colour) {
    add(curve, ChartStyle.faint(colour, FAINT), SeriesMarkers.NONE, new BasicStroke(1), "");
  }

  private void add(Curve curve, Color colour, Marker marker, BasicStroke stroke, String label) {
    List<Curve.Point> points =
        curve.points().stream().filter(point -> !logarithmic || point.value() > 0).toList();
    if (points.isEmpty()) {
      return;
    }
    for (Curve.Point point : points) {
      least = Math.min(least, point.value());
      greatest = Math.max(greatest, point.value());
    }
    lines.add(new Line(points, colour, marker, stroke, label));
  }

  /** Without a legend where one line needs none. */
  void hideLegend() {
    chart.getStyler().setLegendVisible(false);
  }

  /** The chart, its axis around what is there. */
  XYChart chart() {
    XYStyler styler = chart.getStyler();
    styler.setMarkerSize(5);
    if (isEmpty()) {
      return chart;
    }
    boolean even = logarithmic && EvenDecades.place(greatest) - EvenDecades.place(least) >= WIDE;
    if (even) {
      lines.forEach(line -> addSeries(line, EvenDecades::place));
      frame(EvenDecades.place(least), EvenDecades.place(greatest), false);
      styler.setYAxisTickMarkSpacingHint(
          Math.max(
              SPACING, (int) (chart.getHeight() / (styler.getYAxisMax() - styler.getYAxisMin()))));
      styler.setyAxisTickLabelsFormattingFunction(
          place -> ChartStyle.number(EvenDecades.value(place)));
    } else {
      lines.forEach(line -> addSeries(line, value -> value));
      frame(least, greatest, least >= 0 && (!logarithmic || least < greatest / 2));
      styler.setyAxisTickLabelsFormattingFunction(ChartStyle::number);
    }
    lines.clear();
    return chart;
  }

  private void frame(double from, double to, boolean fromZero) {
    double room = to > from ? MARGIN * (to - from) : Math.max(Math.abs(from) / 2, 1e-9);
    chart.getStyler().setYAxisMin(fromZero ? 0 : from - room).setYAxisMax(to + room);
  }

  private void addSeries(Line line, DoubleUnaryOperator place) {
    double[] x = line.points().stream().mapToDouble(Curve.Point::step).toArray();
    double[] y = line.points().stream().mapToDouble(Curve.Point::value).map(place).toArray();
    XYSeries series = chart.addSeries("curve " + chart.getSeriesMap().size(), x, y);
    series.setLabel(Html.cut(line.label(), LONGEST_NAME)).setShowInLegend(!line.label().isEmpty());
    series.setMarker(x.length == 1 ? SeriesMarkers.CIRCLE : line.marker());
    series.setMarkerColor(line.colour()).setLineColor(line.colour()).setLineStyle(line.stroke());
  }

  boolean isEmpty() {
    return least > greatest;
  }
}
