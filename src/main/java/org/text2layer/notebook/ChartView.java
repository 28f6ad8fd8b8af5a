package org.text2layer.notebook;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.internal.chartpart.Chart;

/** An XChart chart as a picture with two pixels for each of the chart's. */
final class ChartView {
  private static final int DENSITY = 2;

  private ChartView() {}

  static View of(Chart<?, ?> chart) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage picture =
        new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.scale(DENSITY, DENSITY);
    chart.paint(graphics, width, height);
    graphics.dispose();
    String title =
        chart.getTitle() == null || chart.getTitle().isBlank() ? "" : " " + chart.getTitle();
    String text = "Chart" + title + ": " + String.join(", ", chart.getSeriesMap().keySet());
    return new View(Html.view("", Html.picture(picture, text, width), ""), text);
  }
}
