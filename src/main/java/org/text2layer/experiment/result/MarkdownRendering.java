package org.text2layer.experiment.result;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table as GitHub's Markdown. */
final class MarkdownRendering {
  private static final Pattern SIGNIFICANT = Pattern.compile("[\\\\`*_\\[\\]<>&|~#!$^]");

  private MarkdownRendering() {}

  static String of(ResultTable table) {
    StringBuilder text = new StringBuilder("## " + escaped(table.title()) + "\n\n");
    text.append(row(table.columns(), MarkdownRendering::escaped));
    text.append(row(table.columns(), header -> "---"));
    for (List<ResultTable.Cell> cells : table.rows()) {
      text.append(row(cells, MarkdownRendering::cell));
    }
    if (!table.notes().isEmpty()) {
      text.append('\n');
    }
    table.notes().forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
    return text.toString();
  }

  private static <T> String row(List<T> cells, Function<T, String> text) {
    return cells.stream().map(text).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(ResultTable.Cell cell) {
    String text = escaped(cell.text());
    return cell.winner() ? "**" + text + "**" : text;
  }

  /** On one line; what Markdown would take for its own is escaped. */
  private static String escaped(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return SIGNIFICANT.matcher(line).replaceAll("\\\\$0");
  }
}
