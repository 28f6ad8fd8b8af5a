package org.text2layer.notebook;

import org.knowm.xchart.internal.chartpart.Chart;
import org.text2layer.notebook.html.ChartPicture;
import org.text2layer.notebook.html.Html;

/** An XChart chart as a picture. */
final class ChartView {
  private ChartView() {}

  static View of(Chart<?, ?> chart) {
    String title =
        chart.getTitle() == null || chart.getTitle().isBlank() ? "" : " " + chart.getTitle();
    String text = "Chart" + title + ": " + String.join(", ", chart.getSeriesMap().keySet());
    String picture = Html.picture(ChartPicture.of(chart), text, chart.getWidth());
    return new View(Html.view("", picture, ""), text);
  }
}
