package org.text2layer.experiment.result;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.text2layer.folder.WholeFile;

/**
 * The tables of one run.
 *
 * @param title of all
 * @param tables in their order
 */
public record ResultTables(String title, List<ResultTable> tables) {
  /** Keeps a copy. */
  public ResultTables {
    tables = List.copyOf(tables);
  }

  /**
   * One table.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public ResultTable table(String name) {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected a table '%s' but there are %s: name one of them."
                        .formatted(name, tables.stream().map(ResultTable::name).toList())));
  }

  /** All tables as one Markdown text. */
  public String markdown() {
    return "# "
        + title
        + "\n\n"
        + tables.stream().map(ResultTable::markdown).collect(Collectors.joining("\n"));
  }

  /** All tables as one HTML page. */
  public String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + HtmlRendering.escaped(title)
        + "</title></head>\n<body>\n"
        + tables.stream().map(ResultTable::html).collect(Collectors.joining("\n"))
        + "</body></html>\n";
  }

  /**
   * Writes each table as NAME.md, .html and .csv, and all together as tables.md and tables.html;
   * what was there is replaced.
   *
   * @throws java.io.UncheckedIOException if one cannot be written; an older one is untouched then
   */
  public void write(Path folder) {
    for (ResultTable table : tables) {
      write(folder.resolve(table.name() + ".md"), table.markdown());
      write(folder.resolve(table.name() + ".html"), table.html());
      write(folder.resolve(table.name() + ".csv"), table.csv());
    }
    write(folder.resolve("tables.md"), markdown());
    write(folder.resolve("tables.html"), html());
  }

  private static void write(Path file, String text) {
    WholeFile.replace("table", file, text);
  }

  @Override
  public String toString() {
    return markdown();
  }
}
