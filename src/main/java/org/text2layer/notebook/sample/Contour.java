package org.text2layer.notebook.sample;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.Mask;

/**
 * The line where a mask crosses a level, by marching squares: between pixel centres values are
 * taken as linear. Where a square of four pixels allows two readings, the mean of the four decides.
 * The line ends at the frame.
 */
final class Contour {
  private final Mask mask;
  private final float level;
  private final List<Segment> segments = new ArrayList<>();

  /** In pixels from the upper left corner: the centre of the first pixel is (0.5, 0.5). */
  record Point(double x, double y) {}

  /** A straight part of the line. */
  record Segment(Point from, Point to) {}

  private Contour(Mask mask, float level) {
    this.mask = mask;
    this.level = level;
  }

  static List<Segment> of(Mask mask, float level) {
    Contour contour = new Contour(mask, level);
    for (int y = 0; y + 1 < mask.height(); y++) {
      for (int x = 0; x + 1 < mask.width(); x++) {
        contour.square(x, y);
      }
    }
    return contour.segments;
  }

  /** The four edges clockwise from the top: pixels (x, y), (x + 1, y) and so on. */
  private void square(int x, int y) {
    List<Point> crossings = new ArrayList<>(4);
    cross(x, y, x + 1, y, crossings);
    cross(x + 1, y, x + 1, y + 1, crossings);
    cross(x, y + 1, x + 1, y + 1, crossings);
    cross(x, y, x, y + 1, crossings);
    if (crossings.size() == 2) {
      segments.add(new Segment(crossings.get(0), crossings.get(1)));
    } else if (crossings.size() == 4) {
      // Through the middle, the upper left and lower right pixels are joined, or the other two.
      int shift = isInside(x, y) == middle(x, y) > level ? 0 : 3;
      segments.add(new Segment(crossings.get(shift), crossings.get((shift + 1) % 4)));
      segments.add(new Segment(crossings.get((shift + 2) % 4), crossings.get((shift + 3) % 4)));
    }
  }

  private void cross(int x1, int y1, int x2, int y2, List<Point> crossings) {
    if (isInside(x1, y1) != isInside(x2, y2)) {
      double from = mask.value(x1, y1);
      double share = (level - from) / (mask.value(x2, y2) - from);
      crossings.add(new Point(x1 + 0.5 + share * (x2 - x1), y1 + 0.5 + share * (y2 - y1)));
    }
  }

  private boolean isInside(int x, int y) {
    return mask.value(x, y) > level;
  }

  private double middle(int x, int y) {
    double sum = mask.value(x, y) + mask.value(x + 1, y);
    return (sum + mask.value(x, y + 1) + mask.value(x + 1, y + 1)) / 4;
  }
}
