package org.text2layer.notebook;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table: the names of its columns, and its first rows. */
final class TableView {
  private static final int ROWS = 10;
  private static final int COLUMNS = 20;
  private static final int CHARACTERS = 80;
  private static final int DIGITS = 4;
  private static final char ARABIC_POINT = '\u066b';
  private static final double SMALLEST = 1e-3;
  private static final Pattern ZERO = Pattern.compile("-0(\\.0*)?");

  private TableView() {}

  static View of(Table table) {
    List<Column<?>> columns = table.columns();
    List<Column<?>> shown = columns.subList(0, Math.min(COLUMNS, columns.size()));
    int rows = Math.min(ROWS, table.rowCount());
    HtmlTable html = HtmlTable.of(shown.stream().map(TableView::header).toList());
    List<List<String>> texts = shown.stream().map(column -> texts(column, rows)).toList();
    for (int i = 0; i < rows; i++) {
      int row = i;
      html.row(texts.stream().map(column -> cut(column.get(row))).toList());
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

  private static List<String> texts(Column<?> column, int rows) {
    List<String> texts = IntStream.range(0, rows).mapToObj(column::getString).toList();
    return (column instanceof NumericColumn<?> numbers ? even(numbers, texts) : texts)
        .stream().map(text -> ZERO.matcher(text).matches() ? text.substring(1) : text).toList();
  }

  private static List<String> even(NumericColumn<?> column, List<String> texts) {
    List<String> latin = texts.stream().map(TableView::latin).toList();
    boolean ragged = latin.stream().mapToInt(TableView::decimals).distinct().count() > 1;
    return ragged ? rounded(column, texts.size()) : latin;
  }

  /**
   * Numbers that the column itself does not round get as many decimals as 4 digits of the greatest
   * or 2 of the smallest need; next to others, what is below a thousandth counts as 0.
   */
  private static List<String> rounded(NumericColumn<?> column, int rows) {
    double[] values = IntStream.range(0, rows).mapToDouble(column::getDouble).toArray();
    double greatest =
        DoubleStream.of(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    int whole = greatest < 1 ? 0 : (int) Math.floor(Math.log10(greatest));
    double smallest =
        DoubleStream.of(values).map(Math::abs).filter(value -> value >= SMALLEST).min().orElse(1);
    int ofSmallest = Math.min(DIGITS, 1 - (int) Math.floor(Math.log10(smallest)));
    boolean tiny = greatest < SMALLEST && greatest > 0;
    String format =
        tiny ? "%.3e" : "%." + Math.max(0, Math.max(ofSmallest, DIGITS - 1 - whole)) + "f";
    return DoubleStream.of(values)
        .mapToObj(value -> Double.isNaN(value) ? "" : Html.format(format, value + 0.0))
        .toList();
  }

  /** Tablesaw writes numbers in the user's locale, whose digits may be others. */
  private static String latin(String number) {
    StringBuilder latin = new StringBuilder();
    for (char c : number.toCharArray()) {
      latin.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
    }
    return latin.toString().replace(ARABIC_POINT, '.');
  }

  private static int decimals(String number) {
    int dot = number.indexOf('.');
    return number.isEmpty() ? -1 : dot < 0 ? 0 : number.length() - dot - 1;
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
