package org.text2layer.notebook.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;

/**
 * How often each value of a metric comes, for one method or several: the share of its samples in
 * each of 20 equal parts of the range, which is [0, 1] where all values are inside. Values that are
 * NaN are left out and counted. Immutable.
 */
public final class ValueHistogram implements Viewable {
  private static final int BARS = 20;
  private static final int WIDTH = 680;
  private static final int HEIGHT = 300;
  private static final int OPACITY = 70;
  private static final int LONGEST_NAME = 28;
  private static final double ROOM = 1.08;

  private record Method(String name, double[] values, int without) {
    double mean() {
      return Arrays.stream(values).average().orElseThrow();
    }

    double median() {
      int middle = values.length / 2;
      return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
  }

  private final String metric;
  private final List<Method> methods;

  private ValueHistogram(String metric, List<Method> methods) {
    this.metric = metric;
    this.methods = List.copyOf(methods);
  }

  /**
   * One method's values.
   *
   * @param metric what they are, as "IoU with the detector"
   * @throws IllegalArgumentException if none is a finite number
   */
  public static ValueHistogram of(String metric, String method, double[] values) {
    return new ValueHistogram(metric, List.of()).and(method, values);
  }

  /** With another method's, over the same range. */
  public ValueHistogram and(String method, double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (finite.length == 0) {
      throw new IllegalArgumentException(
          "Expected finite values of %s but all %s of '%s' are not: look at its samples."
              .formatted(metric, values.length, method));
    }
    List<Method> more = new ArrayList<>(methods);
    more.add(new Method(method, finite, values.length - finite.length));
    return new ValueHistogram(metric, more);
  }

  private double from() {
    double least = methods.stream().mapToDouble(method -> method.values()[0]).min().orElseThrow();
    return isShare() ? 0 : least;
  }

  private double to() {
    double most = greatest();
    return isShare() ? 1 : most > from() ? most : from() + 1;
  }

  private double greatest() {
    return methods.stream()
        .mapToDouble(method -> method.values()[method.values().length - 1])
        .max()
        .orElseThrow();
  }

  private boolean isShare() {
    return greatest() <= 1 && methods.stream().allMatch(method -> method.values()[0] >= 0);
  }

  /** Shares of a method's samples by part of the range; the last part holds its upper end. */
  double[] shares(int method) {
    double[] values = methods.get(method).values();
    double[] shares = new double[BARS];
    for (double value : values) {
      int bar = (int) (BARS * (value - from()) / (to() - from()));
      shares[Math.min(BARS - 1, bar)] += 1.0 / values.length;
    }
    return shares;
  }

  /** The plot, to be changed or saved. */
  public XYChart chart() {
    XYChart chart = ChartStyle.chart(WIDTH, HEIGHT, metric, metric, "share of the samples");
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
    chart.getStyler().setXAxisMin(from()).setXAxisMax(to()).setYAxisMin(0.0);
    double most = 0;
    for (int i = 0; i < methods.size(); i++) {
      most = Math.max(most, Arrays.stream(shares(i)).max().orElseThrow());
    }
    chart.getStyler().setYAxisMax(ROOM * most);
    for (int i = 0; i < methods.size(); i++) {
      addBars(chart, i);
    }
    chart.getStyler().setLegendVisible(methods.size() > 1);
    return chart;
  }

  /** Bars as one area, so that several methods show through one another. */
  private void addBars(XYChart chart, int method) {
    double[] shares = shares(method);
    double width = (to() - from()) / BARS;
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < BARS; i++) {
      double left = from() + i * width;
      x.addAll(List.of(left, left, left + width, left + width));
      y.addAll(List.of(0.0, shares[i], shares[i], 0.0));
    }
    Color colour = ChartStyle.colour(method);
    int opacity = methods.size() == 1 ? 255 : OPACITY;
    XYSeries bars = chart.addSeries("bars " + method, x, y);
    bars.setLabel(Html.cut(methods.get(method).name(), LONGEST_NAME));
    bars.setMarker(SeriesMarkers.NONE).setLineColor(methods.size() == 1 ? Color.WHITE : colour);
    bars.setFillColor(ChartStyle.faint(colour, opacity));
    bars.setLineStyle(new BasicStroke(methods.size() == 1 ? 1 : 1.6f));
  }

  @Override
  public View view() {
    return new View(Html.view("", ChartStyle.picture(chart(), toString()), this + "."), toString());
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    for (Method method : methods) {
      String without =
          method.without() == 0 ? "" : ", %s without a value".formatted(method.without());
      words.add(
          Html.format(
              "%s: %s, mean %.3f, median %.3f%s",
              method.name(),
              Html.count(method.values().length, "sample"),
              method.mean(),
              method.median(),
              without));
    }
    return metric + " of " + String.join("; ", words);
  }
}
