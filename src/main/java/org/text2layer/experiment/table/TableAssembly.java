package org.text2layer.experiment.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.experiment.result.ComparedColumn;
import org.text2layer.experiment.result.ResultTable;
import org.text2layer.experiment.result.TableSignificance;

/**
 * A table from its columns: what is measured with its winners, then plain columns, then the
 * paper's.
 *
 * @param name of its files
 * @param title what it shows
 * @param rows names, in their order
 * @param columns measured ones
 * @param plain columns that are not tested: texts by row
 * @param paper columns of the paper's numbers
 * @param notes below the table
 * @param seeds trainings of each method; of one alone nothing is bold
 */
record TableAssembly(
    String name,
    String title,
    List<String> rows,
    List<ComparedColumn> columns,
    Map<String, Map<String, String>> plain,
    List<PaperNumbers.Column> paper,
    List<String> notes,
    int seeds) {
  private static final int ENOUGH_SEEDS = 2;

  private static final String ONE_SEED =
      "Nothing is bold: a difference of two single trainings is none of two methods.";

  static TableAssembly of(
      String name, String title, List<String> rows, List<ComparedColumn> columns, int seeds) {
    return new TableAssembly(name, title, rows, columns, Map.of(), List.of(), List.of(), seeds);
  }

  TableAssembly withPaper(PaperNumbers.Column... numbers) {
    return new TableAssembly(name, title, rows, columns, plain, List.of(numbers), notes, seeds);
  }

  TableAssembly withNotes(List<String> sentences) {
    return new TableAssembly(name, title, rows, columns, plain, paper, sentences, seeds);
  }

  TableAssembly withPlain(String header, Map<String, String> texts) {
    Map<String, Map<String, String>> more = new LinkedHashMap<>(plain);
    more.put(header, texts);
    return new TableAssembly(name, title, rows, columns, more, paper, notes, seeds);
  }

  /** The table, and the one of all its comparisons. */
  List<ResultTable> tables() {
    TableSignificance significance = TableSignificance.of(columns);
    List<String> headers = new ArrayList<>(List.of("method"));
    columns.forEach(column -> headers.add(column.label()));
    headers.addAll(plain.keySet());
    paper.forEach(column -> headers.add(column.header()));
    List<List<ResultTable.Cell>> cells = new ArrayList<>();
    for (String row : rows) {
      cells.add(row(row, significance));
    }
    List<String> all = new ArrayList<>(notes);
    all.add(significance.summary());
    if (seeds < ENOUGH_SEEDS) {
      all.add(ONE_SEED);
    }
    ResultTable table = new ResultTable(name, title, headers, cells, all);
    ResultTable comparisons =
        significance.table(name + "-comparisons", "Every comparison of " + title);
    return List.of(table, comparisons);
  }

  private List<ResultTable.Cell> row(String row, TableSignificance significance) {
    List<ResultTable.Cell> cells = new ArrayList<>(List.of(ResultTable.Cell.of(row)));
    for (ComparedColumn column : columns) {
      boolean winner =
          seeds >= ENOUGH_SEEDS && significance.winner(column).equals(Optional.of(row));
      String text = column.texts().getOrDefault(row, ResultTable.Cell.NONE.text());
      cells.add(new ResultTable.Cell(text, winner, column.provenance().getOrDefault(row, "")));
    }
    plain
        .values()
        .forEach(
            texts ->
                cells.add(
                    ResultTable.Cell.of(texts.getOrDefault(row, ResultTable.Cell.NONE.text()))));
    cells.addAll(PaperNumbers.cells(row, paper));
    return cells;
  }
}
