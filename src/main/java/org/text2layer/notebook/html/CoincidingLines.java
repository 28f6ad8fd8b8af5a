package org.text2layer.notebook.html;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/**
 * Lines of a chart that run on an earlier one, which nobody would see: they are dashed, so that the
 * earlier one shows in the gaps.
 */
final class CoincidingLines {
  /** So near, as a share of the values' range, one line hides the other. */
  private static final double NEAR = 0.015;

  private static final BasicStroke DASHED =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 7}, 0);

  private CoincidingLines() {}

  /** Draws with the later of such lines dashed; the chart itself stays as it is. */
  static void dashed(XYChart chart, Runnable drawing) {
    Map<XYSeries, BasicStroke> before = new HashMap<>();
    List<XYSeries> lines =
        chart.getSeriesMap().values().stream().filter(CoincidingLines::isLine).toList();
    double near = NEAR * range(lines);
    for (int i = 1; i < lines.size(); i++) {
      XYSeries line = lines.get(i);
      if (lines.subList(0, i).stream().anyMatch(other -> isOn(line, other, near))) {
        before.put(line, line.getLineStyle());
        line.setLineStyle(DASHED);
      }
    }
    drawing.run();
    before.forEach(XYSeries::setLineStyle);
  }

  private static boolean isLine(XYSeries series) {
    XYSeriesRenderStyle style = series.getXYSeriesRenderStyle();
    return series.isShowInLegend() && (style == null || style == XYSeriesRenderStyle.Line);
  }

  private static double range(List<XYSeries> lines) {
    List<Double> values = new ArrayList<>();
    for (XYSeries line : lines) {
      for (double value : line.getYData()) {
        if (Double.isFinite(value)) {
          values.add(value);
        }
      }
    }
    double least = values.stream().mapToDouble(value -> value).min().orElse(0);
    return values.stream().mapToDouble(value -> value).max().orElse(0) - least;
  }

  /** Whether they meet in two places or more, and are near one another in all of them. */
  private static boolean isOn(XYSeries line, XYSeries other, double near) {
    Map<Double, Double> values = new HashMap<>();
    for (int i = 0; i < other.getXData().length; i++) {
      values.put(other.getXData()[i], other.getYData()[i]);
    }
    int met = 0;
    for (int i = 0; i < line.getXData().length; i++) {
      Double value = values.get(line.getXData()[i]);
      if (value != null && Math.abs(value - line.getYData()[i]) > near) {
        return false;
      }
      met += value == null ? 0 : 1;
    }
    return met >= 2;
  }
}
