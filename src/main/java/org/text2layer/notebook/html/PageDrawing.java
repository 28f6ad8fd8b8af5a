package org.text2layer.notebook.html;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ByteLookupTable;
import java.awt.image.LookupOp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.text2layer.image.PngWriter;
import org.text2layer.notebook.html.Words.Look;
import org.text2layer.notebook.html.Words.Run;

/**
 * A view's markup drawn on white, for those who show pictures only: LaTeX, mail, previews of
 * notebooks. It knows the forms of {@link Html} and {@link HtmlTable}, and no others.
 */
public final class PageDrawing {
  private static final int PAGE = 900;
  private static final int MARGIN = 8;
  private static final int MOST_PIXELS = 8_000_000;
  private static final int NARROWEST = 60;
  private static final Color GREY = new Color(0xd3d3d3);

  /** 32 levels a colour, hardly seen, bring pages with photographs to a third of their bytes. */
  private static final LookupOp COARSE = new LookupOp(new ByteLookupTable(0, levels(31)), null);

  private PageDrawing() {}

  private static byte[] levels(int steps) {
    byte[] table = new byte[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = (byte) Math.round(Math.round(value / 255f * steps) * 255f / steps);
    }
    return table;
  }

  /** A PNG of it; empty if this machine cannot draw words, or it is too long for a picture. */
  public static Optional<byte[]> png(String html) {
    try {
      Box page =
          block(Markup.parse(html), PAGE, Look.page())
              .spaced(new int[] {MARGIN, MARGIN, MARGIN, MARGIN});
      if (page.width() == 2 * MARGIN || (long) page.width() * page.height() > MOST_PIXELS) {
        return Optional.empty();
      }
      BufferedImage drawn =
          new BufferedImage(page.width(), page.height(), BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = drawn.createGraphics();
      Words.smooth(graphics);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, page.width(), page.height());
      page.drawing().at(graphics, 0, 0);
      graphics.dispose();
      return Optional.of(PngWriter.encode(COARSE.filter(drawn, null), Map.of()));
    } catch (InternalError | LinkageError noFonts) {
      return Optional.empty();
    }
  }

  private static Box block(Markup element, int outside, Look inherited) {
    Look look = inherited.of(element);
    int[] margin = element.space("margin");
    int[] padding = element.space("padding");
    int available =
        element.pixels("width").orElse(outside - margin[1] - margin[3] - padding[1] - padding[3]);
    available = Math.min(available, element.pixels("max-width").orElse(available));
    Box content =
        switch (element.tag()) {
          case "img" -> picture(element);
          case "table" -> table(element, available, look);
          default ->
              element.style("display").equals("flex")
                  ? flex(element, available, look)
                  : flow(element, available, look);
        };
    int width = Math.max(element.pixels("width").orElse(0), element.pixels("min-width").orElse(0));
    int height =
        Math.max(element.pixels("height").orElse(0), element.pixels("min-height").orElse(0));
    Box padded =
        content.within(element.tag().equals("img") ? 0 : width, height, 0, 0).spaced(padding);
    return framed(element, padded).spaced(margin);
  }

  private static Box framed(Markup element, Box box) {
    String colour = element.style("background-color");
    boolean all = !element.style("border").isEmpty();
    boolean cell = List.of("td", "th").contains(element.tag()); // a row has one line for all
    boolean below = !cell && element.style("border-bottom").startsWith("1px");
    return box.over(
        (graphics, x, y) -> {
          if (!colour.isEmpty()) {
            graphics.setColor(colour.startsWith("#") ? Color.decode(colour) : GREY);
            graphics.fillRect(x, y, box.width(), box.height());
          }
          graphics.setColor(GREY);
          if (all) {
            graphics.drawRect(x - 1, y - 1, box.width() + 1, box.height() + 1);
          } else if (below) {
            graphics.drawLine(x, y + box.height() - 1, x + box.width() - 1, y + box.height() - 1);
          }
        });
  }

  /** Blocks below each other, and lines of words between them. */
  private static Box flow(Markup element, int available, Look look) {
    List<Box> boxes = new ArrayList<>();
    List<Run> words = new ArrayList<>();
    boolean closed = element.tag().equals("details") && !element.attributes().containsKey("open");
    if (element.tag().equals("li")) {
      words.add(new Run("• ", look));
    }
    for (Markup child : element.children()) {
      if (child.inline()) {
        collect(child, look, words);
      } else if (!closed || child.tag().equals("summary")) {
        endLine(words, available, boxes);
        boxes.add(block(child, available, look));
      }
    }
    endLine(closed ? new ArrayList<>() : words, available, boxes);
    return Box.column(boxes);
  }

  private static void endLine(List<Run> words, int available, List<Box> boxes) {
    if (words.stream().anyMatch(run -> !run.text().isBlank())) {
      boxes.add(Words.lines(words, available));
    }
    words.clear();
  }

  private static void collect(Markup element, Look outside, List<Run> words) {
    Look look = outside.of(element);
    if (element.tag().equals("br")) {
      words.add(new Run("\n", look));
    } else if (element.tag().equals("text")) {
      words.add(new Run(element.text(), look));
    }
    element.children().forEach(child -> collect(child, look, words));
  }

  private static Box flex(Markup element, int available, Look look) {
    int gap = element.pixels("gap").orElse(0);
    double alignment =
        switch (element.style("align-items")) {
          case "flex-end" -> 1;
          case "center" -> 0.5;
          default -> 0;
        };
    boolean wraps = element.style("flex-wrap").equals("wrap");
    List<Box> boxes =
        element.children().stream()
            .map(
                child ->
                    child.inline()
                        ? flow(new Markup("div", Map.of(), List.of(child), ""), available, look)
                        : block(child, available, look))
            .toList();
    return Box.rows(
        boxes,
        wraps ? available : Integer.MAX_VALUE,
        element.pixels("column-gap").orElse(gap),
        element.pixels("row-gap").orElse(gap),
        alignment);
  }

  private static Box table(Markup table, int available, Look look) {
    List<Markup> rows = new ArrayList<>();
    find("tr", table, rows);
    int columns = rows.stream().mapToInt(row -> row.children().size()).max().orElse(0);
    int[] widths = new int[columns];
    for (Markup row : rows) {
      for (int i = 0; i < row.children().size(); i++) {
        widths[i] = Math.max(widths[i], block(row.children().get(i), PAGE, look).width());
      }
    }
    narrow(widths, available, rows, look);
    List<Box> lines = new ArrayList<>();
    for (Markup row : rows) {
      List<Box> cells = new ArrayList<>();
      for (int i = 0; i < row.children().size(); i++) {
        cells.add(cell(row.children().get(i), widths[i], look));
      }
      Box line = Box.rows(cells, Integer.MAX_VALUE, 0, 0, 0.5);
      lines.add(
          line.over(
              (graphics, x, y) -> {
                graphics.setColor(GREY);
                int bottom = y + line.height() - 1;
                graphics.drawLine(x, bottom, x + line.width() - 1, bottom);
              }));
    }
    return Box.column(lines);
  }

  /** Columns of words that may be broken give way, the widest first. */
  private static void narrow(int[] widths, int available, List<Markup> rows, Look look) {
    int over = IntStream.of(widths).sum() - available;
    for (int round = 0; round < widths.length && over > 0; round++) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (breaks(rows, i, look) && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      int width = Math.max(NARROWEST, widths[widest] - over);
      over -= widths[widest] - width;
      widths[widest] = width;
    }
  }

  private static boolean breaks(List<Markup> rows, int column, Look look) {
    return rows.stream()
        .filter(row -> column < row.children().size())
        .allMatch(row -> look.of(row.children().get(column)).broken());
  }

  private static Box cell(Markup cell, int width, Look look) {
    double across = cell.style("text-align").equals("right") ? 1 : 0;
    return block(cell, width, look).within(width, 0, across, 0);
  }

  private static void find(String tag, Markup element, List<Markup> found) {
    if (element.tag().equals(tag)) {
      found.add(element);
    } else {
      element.children().forEach(child -> find(tag, child, found));
    }
  }

  private static Box picture(Markup element) {
    String source = element.attributes().getOrDefault("src", "");
    int width = element.number("width");
    int height = element.number("height");
    return new Box( // decoded when it is drawn: a table measures its cells before it places them
        width,
        height,
        (graphics, x, y) -> graphics.drawImage(decoded(source), x, y, width, height, null));
  }

  private static BufferedImage decoded(String source) {
    try {
      byte[] bytes = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException error) {
      throw new IllegalArgumentException("Expected a picture in the view's own markup.", error);
    }
  }
}
