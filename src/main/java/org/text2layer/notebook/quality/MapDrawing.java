package org.text2layer.notebook.quality;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.text2layer.image.Picture;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.VerdictColours;
import org.text2layer.notebook.quality.SampleMap.Shown;
import org.text2layer.synth.quality.measure.FeatureSpace;

/** Pictures on a plane, as one picture: each at the free place that is next to its own. */
final class MapDrawing {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 640;
  private static final int DENSITY = 2;
  private static final int WORDS = 15;
  private static final int LETTERS = 12;
  private static final int FRAME = 3;
  private static final int LARGEST = 72;
  private static final int SMALLEST = 30;

  /** Free places for each picture: enough that groups still stand apart. */
  private static final double ROOM = 2.2;

  /** Columns and rows of places. */
  record Grid(int columns, int rows, int cell) {
    static Grid of(int pictures) {
      double area = WIDTH * (double) HEIGHT / (ROOM * pictures);
      int cell = (int) Math.max(SMALLEST, Math.min(LARGEST, Math.sqrt(area) - WORDS / 2.0));
      return new Grid(WIDTH / (cell + 4), HEIGHT / (cell + WORDS + 4), cell);
    }

    int places() {
      return columns * rows;
    }
  }

  private MapDrawing() {}

  static String picture(List<Shown> samples, FeatureSpace.Plane plane, String description) {
    Grid grid = Grid.of(samples.size());
    int[] places = places(plane, grid);
    int height = grid.rows() * (grid.cell() + WORDS + 4);
    BufferedImage picture =
        new BufferedImage(WIDTH * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.scale(DENSITY, DENSITY);
    for (int i = 0; i < samples.size(); i++) {
      if (places[i] >= 0) {
        draw(graphics, samples.get(i), grid, places[i]);
      }
    }
    graphics.dispose();
    return Html.chart(picture, description, WIDTH);
  }

  private static void draw(Graphics2D graphics, Shown shown, Grid grid, int place) {
    int x = place % grid.columns() * (grid.cell() + 4);
    int y = place / grid.columns() * (grid.cell() + WORDS + 4);
    graphics.setColor(Color.decode(shown.kept() ? VerdictColours.KEPT : VerdictColours.dropped(0)));
    graphics.fillRect(x, y, grid.cell(), grid.cell());
    int side = grid.cell() - 2 * FRAME;
    Picture small = Html.fitted(shown.sample().picture(), side);
    graphics.drawImage(small.toBufferedImage(), x + FRAME, y + FRAME, side, side, null);
    try {
      graphics.setColor(ChartStyle.INK);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LETTERS));
      graphics.drawString(Long.toString(shown.row().record()), x + 1, y + grid.cell() + LETTERS);
    } catch (InternalError | LinkageError noFonts) {
      // The pictures tell most of it.
    }
  }

  /** Where each sample stands; -1 where all places are taken. */
  static int[] places(FeatureSpace.Plane plane, Grid grid) {
    double[] x = scaled(plane.x(), grid.columns());
    double[] y = scaled(plane.y(), grid.rows());
    boolean[] taken = new boolean[grid.places()];
    int[] places = new int[x.length];
    for (int i = 0; i < places.length; i++) {
      // The plane's second axis goes up, the page's down.
      places[i] = nearestFree(taken, x[i], grid.rows() - 1 - y[i], grid);
      if (places[i] >= 0) {
        taken[places[i]] = true;
      }
    }
    return places;
  }

  private static int nearestFree(boolean[] taken, double x, double y, Grid grid) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < taken.length; place++) {
      double distance = Math.hypot(place % grid.columns() - x, place / grid.columns() - y);
      if (!taken[place] && distance < least) {
        least = distance;
        nearest = place;
      }
    }
    return nearest;
  }

  /** From 0 to the last place; a hundredth at each end may lie outside and is moved to it. */
  private static double[] scaled(double[] values, int places) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int aside = values.length / 100;
    double low = sorted[aside];
    double high = sorted[sorted.length - 1 - aside];
    return Arrays.stream(values)
        .map(
            value ->
                high > low
                    ? (places - 1) * Math.max(0, Math.min(1, (value - low) / (high - low)))
                    : (places - 1) / 2.0)
        .toArray();
  }
}
