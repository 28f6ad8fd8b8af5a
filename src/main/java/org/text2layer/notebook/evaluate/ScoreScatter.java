package org.text2layer.notebook.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.text2layer.notebook.html.HtmlTable;

/**
 * Two scores of each caption as a dot: one metric of two methods, with the line on which both are
 * equal and the captions that are farthest from it; or two metrics of one method, with their
 * correlation. Captions without one of the scores are left out and counted. Immutable.
 */
public final class ScoreScatter implements Viewable {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 420;
  private static final int FARTHEST = 3;
  private static final int LONGEST_CAPTION = 120;
  private static final double MARGIN = 0.05;
  private static final int OPACITY = 150;

  private record Dot(String caption, double x, double y) {}

  private final String title;
  private final String xName;
  private final String yName;
  private final List<Dot> dots;
  private final int without;
  private final boolean methods;

  private ScoreScatter(
      String title, String xName, String yName, List<Dot> dots, int without, boolean methods) {
    this.title = title;
    this.xName = xName;
    this.yName = yName;
    this.dots = List.copyOf(dots);
    this.without = without;
    this.methods = methods;
  }

  /**
   * One metric of two methods.
   *
   * @param captions of both methods' pictures, in the same order as their scores
   * @throws IllegalArgumentException if the numbers of captions and scores differ, or no caption
   *     has both scores
   */
  public static ScoreScatter ofMethods(
      String metric,
      List<String> captions,
      String first,
      double[] ofFirst,
      String second,
      double[] ofSecond) {
    return of(metric + " of each caption", captions, first, ofFirst, second, ofSecond, true);
  }

  /**
   * Two metrics of one method's pictures.
   *
   * @throws IllegalArgumentException as {@link #ofMethods}
   */
  public static ScoreScatter ofMetrics(
      List<String> captions, String first, double[] ofFirst, String second, double[] ofSecond) {
    String title = second + " and " + first + " of each caption";
    return of(title, captions, first, ofFirst, second, ofSecond, false);
  }

  private static ScoreScatter of(
      String title,
      List<String> captions,
      String xName,
      double[] x,
      String yName,
      double[] y,
      boolean methods) {
    if (captions.size() != x.length || x.length != y.length) {
      throw new IllegalArgumentException(
          "Expected two scores of each caption but came %s captions, %s of %s and %s of %s: measure both on the same captions."
              .formatted(captions.size(), x.length, xName, y.length, yName));
    }
    List<Dot> dots = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        dots.add(new Dot(captions.get(i), x[i], y[i]));
      }
    }
    if (dots.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected captions with finite scores of %s and %s but none of %s has both: look at the samples."
              .formatted(xName, yName, x.length));
    }
    return new ScoreScatter(title, xName, yName, dots, x.length - dots.size(), methods);
  }

  /** Pearson's r; NaN if one of the scores is the same everywhere. */
  public double correlation() {
    double meanX = dots.stream().mapToDouble(Dot::x).average().orElseThrow();
    double meanY = dots.stream().mapToDouble(Dot::y).average().orElseThrow();
    double products = sum(dot -> (dot.x() - meanX) * (dot.y() - meanY));
    double squaresX = sum(dot -> (dot.x() - meanX) * (dot.x() - meanX));
    double squaresY = sum(dot -> (dot.y() - meanY) * (dot.y() - meanY));
    return squaresX == 0 || squaresY == 0 ? Double.NaN : products / Math.sqrt(squaresX * squaresY);
  }

  private double sum(ToDoubleFunction<Dot> value) {
    return dots.stream().mapToDouble(value).sum();
  }

  /** The plot, to be changed or saved. */
  public XYChart chart() {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, title, xName, yName);
    chart.getStyler().setLegendVisible(false).setMarkerSize(6);
    double[] x = dots.stream().mapToDouble(Dot::x).toArray();
    double[] y = dots.stream().mapToDouble(Dot::y).toArray();
    scale(chart, x, y);
    XYSeries series = chart.addSeries("captions", x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(ChartStyle.faint(ChartStyle.colour(0), OPACITY));
    return chart;
  }

  private void scale(XYChart chart, double[] x, double[] y) {
    XYStyler styler = chart.getStyler();
    double[] both = methods ? joined(x, y) : x;
    double[] limits = limits(both);
    double[] heights = methods ? limits : limits(y);
    styler.setXAxisMin(limits[0]).setXAxisMax(limits[1]);
    styler.setYAxisMin(heights[0]).setYAxisMax(heights[1]);
    if (methods) {
      XYSeries equal = chart.addSeries("both equal", limits, limits);
      equal.setMarker(SeriesMarkers.NONE).setLineColor(Color.GRAY);
      equal.setLineStyle(new BasicStroke(1));
    }
  }

  private static double[] joined(double[] x, double[] y) {
    double[] both = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, both, x.length, y.length);
    return both;
  }

  private static double[] limits(double[] values) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    double room = most > least ? MARGIN * (most - least) : Math.max(1e-9, Math.abs(most) / 2);
    return new double[] {least - room, most + room};
  }

  @Override
  public View view() {
    String picture = ChartStyle.picture(chart(), toString());
    String left =
        without == 0 ? "" : " " + Html.count(without, "caption") + " without both scores left out.";
    String body = methods ? Html.topRow(List.of(picture, farthest())) : picture;
    return new View(Html.view("", body, this + "." + left), toString());
  }

  /** The captions with the largest differences, the second method's gains first. */
  private String farthest() {
    List<Dot> sorted =
        dots.stream().sorted(Comparator.comparingDouble(dot -> dot.x() - dot.y())).toList();
    int each = Math.min(FARTHEST, sorted.size() / 2);
    List<Dot> shown = new ArrayList<>(sorted.subList(0, each));
    shown.addAll(sorted.subList(sorted.size() - each, sorted.size()));
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new HtmlTable.Column("farthest apart", HtmlTable.Cells.CAPTIONS),
                new HtmlTable.Column(Html.cut(xName, 24), HtmlTable.Cells.NUMBERS),
                new HtmlTable.Column(Html.cut(yName, 24), HtmlTable.Cells.NUMBERS)));
    for (Dot dot : shown) {
      table.row(
          List.of(
              Html.escaped(Html.cut(dot.caption(), LONGEST_CAPTION)),
              Html.format("%.3f", dot.x()),
              Html.format("%.3f", dot.y())));
    }
    return table.html();
  }

  @Override
  public String toString() {
    String count = Html.count(dots.size(), "caption");
    if (!methods) {
      return Html.format("%s: %s, Pearson r = %.2f", title, count, correlation());
    }
    long higher = dots.stream().filter(dot -> dot.y() > dot.x()).count();
    long equal = dots.stream().filter(dot -> dot.y() == dot.x()).count();
    return Html.format(
        "%s: of %s, %s is higher for %d, %s for %d, equal for %d",
        title, count, yName, higher, xName, dots.size() - higher - equal, equal);
  }
}
