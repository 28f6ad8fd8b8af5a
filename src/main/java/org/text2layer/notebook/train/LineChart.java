package org.text2layer.notebook.train;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.text2layer.notebook.html.Html;

/** Curves over steps, in colours that colour-blind people tell apart (Okabe and Ito). */
final class LineChart {
  private static final Color INK = new Color(0x222222);
  private static final Color HELD_OUT = new Color(0xc2185b);
  private static final Color GRID = new Color(0xe4e4e4);
  private static final double MARGIN = 1.2;
  private static final int FAINT = 56;
  private static final int LONGEST_NAME = 28;
  private static final float SECOND_DASH = 5;
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x0072b2),
          new Color(0xe69f00),
          new Color(0x009e73),
          new Color(0xd55e00),
          new Color(0xcc79a7),
          new Color(0x56b4e9),
          new Color(0x8a7a00),
          new Color(0x999999));

  private final XYChart chart;
  private final boolean logarithmic;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  private LineChart(XYChart chart, boolean logarithmic) {
    this.chart = chart;
    this.logarithmic = logarithmic;
  }

  /** An empty chart. */
  static LineChart of(String title, int width, int height, boolean logarithmic, long steps) {
    XYChart chart = new XYChartBuilder().width(width).height(height).title(title).build();
    style(chart.getStyler(), steps);
    return new LineChart(chart, logarithmic);
  }

  private static void style(XYStyler styler, long steps) {
    styler.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
    styler.setChartFontColor(INK);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 12)).setChartPadding(8);
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    styler.setLegendPosition(LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE);
    styler.setLegendPadding(4).setLegendSeriesLineLength(16);
    styler.setPlotGridVerticalLinesVisible(false).setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setXAxisMin(0.0).setXAxisMax((double) Math.max(1, steps));
    styler.setXAxisDecimalPattern("#,##0").setLocale(Locale.ROOT);
    styler.setXAxisTickMarkSpacingHint(90);
    styler.setAxisTickMarksColor(GRID);
  }

  /** The n-th colour, from 0. */
  static Color colour(int n) {
    return COLOURS.get(n % COLOURS.size());
  }

  static Color heldOut() {
    return HELD_OUT;
  }

  static Color ink() {
    return INK;
  }

  /** From the ninth on, the colours return dashed. */
  static BasicStroke stroke(int n) {
    return n < COLOURS.size()
        ? new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        : new BasicStroke(
            1.8f,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            new float[] {SECOND_DASH, SECOND_DASH},
            0);
  }

  /** A line with a name in the legend. */
  void line(String name, Curve curve, Color colour, BasicStroke stroke) {
    add(curve, colour, SeriesMarkers.NONE, stroke, name);
  }

  /** A line whose values are few, each a dot. */
  void dots(String name, Curve curve, Color colour, BasicStroke stroke) {
    add(curve, colour, SeriesMarkers.CIRCLE, stroke, name);
  }

  /** What lies behind a smoothed line, without a name. */
  void faint(Curve curve, Color colour) {
    Color faint = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), FAINT);
    add(curve, faint, SeriesMarkers.NONE, new BasicStroke(1), "");
  }

  private void add(Curve curve, Color colour, Marker marker, BasicStroke stroke, String label) {
    List<Curve.Point> points =
        curve.points().stream().filter(point -> !logarithmic || point.value() > 0).toList();
    if (points.isEmpty()) {
      return;
    }
    double[] x = points.stream().mapToDouble(Curve.Point::step).toArray();
    double[] y = points.stream().mapToDouble(Curve.Point::value).toArray();
    for (double value : y) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    XYSeries series = chart.addSeries("curve " + chart.getSeriesMap().size(), x, y);
    series.setLabel(Html.cut(label, LONGEST_NAME)).setShowInLegend(!label.isEmpty());
    series.setMarker(points.size() == 1 ? SeriesMarkers.CIRCLE : marker).setMarkerColor(colour);
    series.setLineColor(colour).setLineStyle(stroke);
  }

  /** Without a legend where one line needs none. */
  void hideLegend() {
    chart.getStyler().setLegendVisible(false);
  }

  /** The chart, its axis around what is there. */
  XYChart chart() {
    XYStyler styler = chart.getStyler();
    if (chart.getSeriesMap().isEmpty()) {
      return chart;
    }
    styler.setMarkerSize(5);
    if (logarithmic) {
      styler.setYAxisLogarithmic(true).setYAxisDecimalPattern("0.######");
      boolean labelled = Math.floor(Math.log10(greatest)) >= Math.ceil(Math.log10(least));
      styler.setYAxisMin(labelled ? least / MARGIN : decade(Math.floor(Math.log10(least))));
      styler.setYAxisMax(labelled ? greatest * MARGIN : decade(Math.ceil(Math.log10(greatest))));
    } else {
      styler.setYAxisDecimalPattern(pattern());
      double room = greatest > least ? 0 : Math.max(Math.abs(least), 1e-9) / 2;
      styler.setYAxisMin(least >= 0 ? 0 : least - room).setYAxisMax(greatest + room);
    }
    return chart;
  }

  /** Within what a number can be. */
  private static double decade(double exponent) {
    return Math.pow(10, Math.max(-300, Math.min(300, exponent)));
  }

  private String pattern() {
    return Math.max(Math.abs(least), Math.abs(greatest)) < 1e-3 ? "0.#E0" : "0.#####";
  }

  boolean isEmpty() {
    return chart.getSeriesMap().isEmpty();
  }
}
