package org.text2layer.notebook.html;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.internal.chartpart.Chart;

/** An XChart chart as a picture with two pixels for each of the chart's. */
public final class ChartPicture {
  private static final int DENSITY = 2;

  private ChartPicture() {}

  /** Draws the chart. */
  public static BufferedImage of(Chart<?, ?> chart) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage picture =
        new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.scale(DENSITY, DENSITY);
    chart.paint(graphics, width, height);
    graphics.dispose();
    return picture;
  }
}
