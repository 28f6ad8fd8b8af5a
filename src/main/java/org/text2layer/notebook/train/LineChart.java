package org.text2layer.notebook.train;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
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
  private static final double MARGIN = 0.04;
  private static final double SMALLEST = 1e-5;
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
    double[] y = points.stream().mapToDouble(point -> height(point.value())).toArray();
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

  /** Logarithms are drawn evenly: XChart's own axis labels nothing but powers of ten. */
  private double height(double value) {
    return logarithmic ? Math.log10(value) : value;
  }

  /** The chart, its axis around what is there. */
  XYChart chart() {
    XYStyler styler = chart.getStyler();
    styler.setMarkerSize(5);
    if (isEmpty()) {
      return chart;
    }
    double room =
        greatest > least ? MARGIN * (greatest - least) : Math.max(Math.abs(least) / 2, 1e-9);
    boolean fromZero = !logarithmic && least >= 0;
    styler.setYAxisMin(fromZero ? 0 : least - room).setYAxisMax(greatest + room);
    styler.setyAxisTickLabelsFormattingFunction(
        height -> number(logarithmic ? Math.pow(10, height) : height));
    return chart;
  }

  /** At most 3 digits that tell something: "0.0015", "3.16", "2E-7". */
  static String number(double value) {
    if (!Double.isFinite(value) || Math.abs(value) < SMALLEST * SMALLEST) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    boolean plain = Math.abs(value) >= SMALLEST && Math.abs(value) < 1 / SMALLEST;
    return plain
        ? rounded.toPlainString()
        : new DecimalFormat("0.##E0", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(rounded);
  }

  boolean isEmpty() {
    return least > greatest;
  }
}
