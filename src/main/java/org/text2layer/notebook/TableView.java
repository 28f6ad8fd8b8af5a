package org.text2layer.notebook;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table: names and types of its columns, and its first rows. */
final class TableView {
  private static final int ROWS = 10;
  private static final int COLUMNS = 20;
  private static final int CHARACTERS = 80;

  private TableView() {}

  static View of(Table table) {
    List<Column<?>> columns = table.columns();
    List<Column<?>> shown = columns.subList(0, Math.min(COLUMNS, columns.size()));
    int rows = Math.min(ROWS, table.rowCount());
    HtmlTable html = HtmlTable.of(shown.stream().map(TableView::header).toList());
    html.row(shown.stream().map(TableView::type).toList());
    for (int i = 0; i < rows; i++) {
      int row = i;
      html.row(shown.stream().map(column -> cut(column.getString(row))).toList());
    }
    String size = size(table, rows, shown.size());
    return new View(Html.view(name(table), html.html(), size), words(table, rows) + "\n" + size);
  }

  /** Tablesaw's tables made of columns alone have none. */
  private static String name(Table table) {
    return Objects.requireNonNullElse(table.name(), "");
  }

  /** Without long texts: a terminal pads every row to the longest. */
  private static String words(Table table, int rows) {
    Table first = Table.create(name(table));
    for (Column<?> column : table.first(rows).columns()) {
      first.addColumns(
          column instanceof StringColumn texts
              ? texts.map(text -> Html.cut(text, CHARACTERS), StringColumn::create)
              : column);
    }
    return first.print();
  }

  private static HtmlTable.Column header(Column<?> column) {
    return new HtmlTable.Column(
        Html.cut(column.name(), CHARACTERS),
        column instanceof NumericColumn ? HtmlTable.Cells.NUMBERS : HtmlTable.Cells.WORDS);
  }

  private static String type(Column<?> column) {
    return "<span style=\"opacity:0.6\">"
        + column.type().name().toLowerCase(Locale.ROOT)
        + "</span>";
  }

  private static String cut(String text) {
    return Html.escaped(Html.cut(text, CHARACTERS));
  }

  private static String size(Table table, int rows, int columns) {
    String size = table.rowCount() + " rows × " + table.columnCount() + " columns";
    boolean all = rows == table.rowCount() && columns == table.columnCount();
    return all ? size : size + ", the first " + rows + " × " + columns + " shown";
  }
}
