package org.text2layer.notebook.html;

import java.util.List;
import java.util.stream.Collectors;

/** A table with a header cell for each column, read aloud with its cells. For one thread. */
public final class HtmlTable {
  /** How the cells of a column look. */
  public enum Cells {
    /** To the right, in one line. */
    NUMBERS("text-align:right;white-space:nowrap;padding:3px 10px"),
    /** To the left, in one line. */
    WORDS("text-align:left;white-space:nowrap;padding:3px 10px"),
    /** To the left, in several lines of some width. */
    TEXT("text-align:left;overflow-wrap:anywhere;min-width:140px;max-width:520px;padding:3px 10px"),
    /** To the left, in several lines of one width in every table. */
    CAPTIONS("text-align:left;overflow-wrap:anywhere;width:300px;min-width:160px;padding:3px 10px"),
    /** To the left, in several lines of a narrow column: names of rows. */
    LABELS(
        "text-align:left;overflow-wrap:anywhere;min-width:84px;max-width:130px;padding:3px 10px 3px 0"),
    /** To the left, close to the next column. */
    PICTURES("text-align:left;padding:3px 10px 3px 0");

    private final String style;

    Cells(String style) {
      this.style = style;
    }
  }

  /**
   * A column.
   *
   * @param name its header, escaped here
   */
  public record Column(String name, Cells cells) {}

  private final List<Column> columns;
  private final StringBuilder rows = new StringBuilder();

  private HtmlTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** A table without rows. */
  public static HtmlTable of(List<Column> columns) {
    return new HtmlTable(columns);
  }

  /** One more row, a cell of markup for each column. */
  public HtmlTable row(List<String> cells) {
    rows.append("<tr>");
    for (int i = 0; i < columns.size(); i++) {
      boolean top = columns.get(i).cells() == Cells.PICTURES;
      rows.append("<td style=\"vertical-align:").append(top ? "top;" : "middle;");
      rows.append(style(columns.get(i))).append(cells.get(i)).append("</td>");
    }
    rows.append("</tr>");
    return this;
  }

  private static String style(Column column) {
    return column.cells().style + ";border-bottom:" + Html.LINE + "\">";
  }

  /** The table; it scrolls by itself where the page is too narrow. */
  public String html() {
    String header =
        columns.stream()
            .map(
                column ->
                    "<th scope=\"col\" style=\"font-weight:bold;vertical-align:bottom;"
                        + style(column)
                        + Html.escaped(column.name())
                        + "</th>")
            .collect(Collectors.joining("", "<tr>", "</tr>"));
    return "<div style=\"overflow:auto\"><table style=\"border-collapse:collapse;font-size:12px;"
        + "margin:0\"><thead>"
        + header
        + "</thead><tbody>"
        + rows
        + "</tbody></table></div>";
  }
}
