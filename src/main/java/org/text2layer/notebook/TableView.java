package org.text2layer.notebook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table: names and types of its columns, and its first rows. */
final class TableView {
  private static final int ROWS = 10;
  private static final int COLUMNS = 20;
  private static final int CHARACTERS = 80;
  private static final String CELL = "padding:3px 10px;white-space:nowrap;text-align:";
  private static final String LINE = ";border-bottom:1px solid rgba(128,128,128,0.35)";

  private TableView() {}

  static View of(Table table) {
    List<Column<?>> columns = table.columns();
    List<Column<?>> shown = columns.subList(0, Math.min(COLUMNS, columns.size()));
    int rows = Math.min(ROWS, table.rowCount());
    String body =
        IntStream.range(0, rows)
            .mapToObj(row -> row(shown, column -> cut(column.getString(row)), ""))
            .collect(Collectors.joining());
    String html =
        "<div style=\"overflow:auto\"><table style=\"border-collapse:collapse;font-size:12px\">"
            + row(shown, column -> cut(column.name()), "font-weight:bold;")
            + row(
                shown,
                column -> column.type().name().toLowerCase(java.util.Locale.ROOT),
                "opacity:0.6;")
            + body
            + "</table></div>";
    return new View(
        Html.view(table.name(), html, size(table, rows, shown.size())), table.toString());
  }

  private interface Text {
    String of(Column<?> column);
  }

  private static String row(List<Column<?>> columns, Text text, String style) {
    return columns.stream()
        .map(
            column ->
                "<td style=\""
                    + style
                    + CELL
                    + alignment(column)
                    + LINE
                    + "\">"
                    + Html.escaped(text.of(column))
                    + "</td>")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String alignment(Column<?> column) {
    return column instanceof NumericColumn ? "right" : "left";
  }

  private static String cut(String text) {
    return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS - 1) + "…";
  }

  private static String size(Table table, int rows, int columns) {
    String size = table.rowCount() + " rows × " + table.columnCount() + " columns";
    boolean all = rows == table.rowCount() && columns == table.columnCount();
    return all ? size : size + ", the first " + rows + " × " + columns + " shown";
  }
}
