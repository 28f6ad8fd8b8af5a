package org.text2layer.notebook.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;

/** A chart in numbers, for a machine that cannot draw words. */
final class ChartNumbers {
  private static final int POINTS = 8;

  private ChartNumbers() {}

  /** Why it is not drawn, and some points of each series, evenly chosen, the last among them. */
  static String of(Chart<?, ?> chart, Error reason) {
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new HtmlTable.Column("series", HtmlTable.Cells.WORDS),
                new HtmlTable.Column("x: y", HtmlTable.Cells.TEXT)));
    for (Series series : chart.getSeriesMap().values()) {
      table.row(List.of(Html.escaped(series.getName()), Html.escaped(points(series))));
    }
    String title = chart.getTitle() == null ? "" : chart.getTitle();
    return Html.section(title, "", table.html())
        + Html.small(
            "Expected a font to draw the chart with but this machine has none that Java finds ("
                + Html.cut(String.valueOf(reason), 120)
                + "): install a font, on Debian and Ubuntu by apt-get install fontconfig"
                + " fonts-dejavu-core, and start the kernel again.");
  }

  private static String points(Series series) {
    if (series instanceof XYSeries lines) {
      return points(
          DoubleStream.of(lines.getXData()).boxed().toList(),
          DoubleStream.of(lines.getYData()).boxed().toList());
    }
    return series instanceof CategorySeries bars
        ? points(bars.getXData(), bars.getYData())
        : "not drawn";
  }

  private static String points(Collection<?> x, Collection<? extends Number> y) {
    List<?> places = List.copyOf(x);
    List<? extends Number> values = new ArrayList<>(y);
    int shown = Math.min(POINTS, values.size());
    List<String> words = new ArrayList<>();
    for (int i = 1; i <= shown; i++) {
      int at = (int) ((long) i * values.size() / shown) - 1;
      Number value = values.get(at);
      words.add(
          word(places.get(at))
              + ": "
              + (value == null ? "none" : ChartStyle.number(value.doubleValue())));
    }
    return String.join(", ", words);
  }

  private static String word(Object place) {
    return place instanceof Number number
        ? ChartStyle.number(number.doubleValue())
        : String.valueOf(place);
  }
}
