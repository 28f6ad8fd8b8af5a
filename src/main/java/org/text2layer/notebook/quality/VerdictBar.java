package org.text2layer.notebook.quality;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;

/** Shares of a whole as one bar, and a table that explains its colours. For one thread. */
public final class VerdictBar {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 14;
  private static final int LONGEST_NAME = 60;

  private record Part(String name, String colour, long count) {}

  private final List<Part> parts = new ArrayList<>();

  /** One more part, to the right. */
  public void add(String name, String colour, long count) {
    parts.add(new Part(name, colour, count));
  }

  private long total() {
    return parts.stream().mapToLong(Part::count).sum();
  }

  /** The bar and its table. */
  public String html() {
    double total = Math.max(1, total());
    StringBuilder bar = new StringBuilder();
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column("outcome", Cells.WORDS),
                new Column("records", Cells.NUMBERS),
                new Column("share", Cells.NUMBERS)));
    for (Part part : parts) {
      double share = part.count() / total;
      bar.append(box(part.colour(), Html.format("width:%.2f%%;height:%dpx", 100 * share, HEIGHT)));
      String swatch =
          box(part.colour(), "display:inline-block;width:10px;height:10px;margin-right:8px");
      table.row(
          List.of(
              swatch + Html.escaped(Html.cut(part.name(), LONGEST_NAME)),
              Html.format("%,d", part.count()),
              Html.format("%.1f %%", 100 * share)));
    }
    return Html.format(
            "<div style=\"display:flex;width:%dpx;margin-bottom:8px\">%s</div>", WIDTH, bar)
        + table.html();
  }

  private static String box(String colour, String style) {
    return "<span style=\"" + style + ";background-color:" + colour + "\"></span>";
  }

  /** ": 7 kept, 2 dropped: mask, 1 failed". */
  public String words() {
    List<String> words = parts.stream().map(part -> part.count() + " " + part.name()).toList();
    return ": " + String.join(", ", words);
  }
}
