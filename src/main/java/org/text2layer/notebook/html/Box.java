package org.text2layer.notebook.html;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a page with its place taken: how large it is, and how it is drawn.
 *
 * @param width in pixels
 * @param height in pixels
 * @param drawing draws it from a place to the right and down
 */
record Box(int width, int height, Drawing drawing) {
  /** Draws with the upper left corner at (x, y). */
  interface Drawing {
    void at(Graphics2D graphics, int x, int y);
  }

  private record Placed(Box box, int x, int y) {}

  static Box empty() {
    return new Box(0, 0, (graphics, x, y) -> {});
  }

  /** Boxes below each other. */
  static Box column(List<Box> boxes) {
    List<Placed> placed = new ArrayList<>();
    int y = 0;
    for (Box box : boxes) {
      placed.add(new Placed(box, 0, y));
      y += box.height;
    }
    return of(placed);
  }

  /**
   * Boxes side by side, in a next row where the width ends.
   *
   * @param alignment of the boxes of a row: 0 for their tops, 1 for their bottoms
   */
  static Box rows(List<Box> boxes, int available, int columnGap, int rowGap, double alignment) {
    List<Placed> placed = new ArrayList<>();
    int y = 0;
    for (int from = 0; from < boxes.size(); ) {
      int to = from;
      int x = 0;
      int height = 0;
      while (to < boxes.size() && (to == from || x + boxes.get(to).width <= available)) {
        x += boxes.get(to).width + columnGap;
        height = Math.max(height, boxes.get(to++).height);
      }
      x = 0;
      for (Box box : boxes.subList(from, to)) {
        placed.add(new Placed(box, x, y + (int) Math.round(alignment * (height - box.height))));
        x += box.width + columnGap;
      }
      from = to;
      y += height + rowGap;
    }
    return of(placed);
  }

  private static Box of(List<Placed> placed) {
    int width = placed.stream().mapToInt(each -> each.x + each.box.width).max().orElse(0);
    int height = placed.stream().mapToInt(each -> each.y + each.box.height).max().orElse(0);
    return new Box(
        width,
        height,
        (graphics, x, y) -> placed.forEach(p -> p.box.drawing.at(graphics, x + p.x, y + p.y)));
  }

  /** In a place of at least this size, at its left, middle (0.5) or right end. */
  Box within(int least, int leastHeight, double across, double down) {
    int wide = Math.max(width, least);
    int high = Math.max(height, leastHeight);
    int dx = (int) Math.round(across * (wide - width));
    int dy = (int) Math.round(down * (high - height));
    return new Box(wide, high, (graphics, x, y) -> drawing.at(graphics, x + dx, y + dy));
  }

  /** With space around it: top, right, bottom, left. */
  Box spaced(int[] space) {
    return new Box(
        width + space[1] + space[3],
        height + space[0] + space[2],
        (graphics, x, y) -> drawing.at(graphics, x + space[3], y + space[0]));
  }

  /** With something drawn first, below it. */
  Box over(Drawing ground) {
    return new Box(
        width,
        height,
        (graphics, x, y) -> {
          ground.at(graphics, x, y);
          drawing.at(graphics, x, y);
        });
  }
}
