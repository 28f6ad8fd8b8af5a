package org.text2layer.experiment.result;

import java.util.List;
import java.util.Objects;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table to be read. Immutable; the same table has the same text in every form, whenever it is
 * rendered: no time, no path.
 *
 * @param name of its files
 * @param title what it shows
 * @param columns their headers; the first column names the rows
 * @param rows as many cells each as there are columns
 * @param notes what one must know to read it, a sentence or two each
 */
public record ResultTable(
    String name, String title, List<String> columns, List<List<Cell>> rows, List<String> notes) {
  private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE]-?\\d+)?";

  /** Checks that it is rectangular, and headers differ. */
  public ResultTable {
    Objects.requireNonNull(title, "title");
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
    if (!name.matches("[a-z0-9-]+") || columns.stream().distinct().count() < columns.size()) {
      throw new IllegalArgumentException(
          "Expected a name of a-z, 0-9 and -, and different headers but came '%s' and %s: rename them."
              .formatted(name, columns));
    }
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "Expected %s cells a row in '%s' but one has %s: fill it with Cell.NONE."
                .formatted(columns.size(), name, row.size()));
      }
    }
  }

  /** GitHub's Markdown: a heading, the table with winners in bold, the notes. */
  public String markdown() {
    return MarkdownRendering.of(this);
  }

  /** Markup for a page or a notebook; a cell's title is its provenance. */
  public String html() {
    return HtmlRendering.of(this);
  }

  /** RFC 4180, with a column of winners' headers and one of provenance; without the notes. */
  public String csv() {
    return CsvRendering.of(this);
  }

  /** The texts as a Tablesaw table; a column of plain numbers is one of numbers. */
  public Table tablesaw() {
    Table table = Table.create(title);
    for (int i = 0; i < columns.size(); i++) {
      table.addColumns(column(i));
    }
    return table;
  }

  private Column<?> column(int index) {
    List<String> texts = rows.stream().map(row -> row.get(index).text()).toList();
    boolean numbers = !texts.isEmpty() && texts.stream().allMatch(text -> text.matches(NUMBER));
    return numbers
        ? DoubleColumn.create(
            columns.get(index), texts.stream().mapToDouble(Double::parseDouble).toArray())
        : StringColumn.create(columns.get(index), texts);
  }

  /** The whole table as text. */
  @Override
  public String toString() {
    return markdown();
  }

  /**
   * One cell of a table.
   *
   * @param text what it says; never blank
   * @param winner whether it is better than every other of its column by a significant difference
   * @param provenance which measurements it comes from; empty for names and for others' numbers
   */
  public record Cell(String text, boolean winner, String provenance) {
    /** Nothing to say: not measured, or not defined. */
    public static final Cell NONE = of("–");

    /** Checks that there is a text. */
    public Cell {
      Objects.requireNonNull(provenance, "provenance");
      if (text.isBlank()) {
        throw new IllegalArgumentException(
            "Expected a text in each cell but one is blank: take Cell.NONE.");
      }
    }

    /** A text that comes from no measurement of ours. */
    public static Cell of(String text) {
      return new Cell(text, false, "");
    }
  }
}
