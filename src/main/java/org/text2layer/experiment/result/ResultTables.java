package org.text2layer.experiment.result;

import java.io.IOException;
import java.io.UncheckedIOException;
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
   * @throws UncheckedIOException if one cannot be written; an older one is untouched then
   */
  public void write(Path folder) {
    try {
      for (ResultTable table : tables) {
        WholeFile.replace(folder.resolve(table.name() + ".md"), table.markdown());
        WholeFile.replace(folder.resolve(table.name() + ".html"), table.html());
        WholeFile.replace(folder.resolve(table.name() + ".csv"), table.csv());
      }
      WholeFile.replace(folder.resolve("tables.md"), markdown());
      WholeFile.replace(folder.resolve("tables.html"), html());
    } catch (IOException error) {
      throw new UncheckedIOException(
          "Expected to write tables into %s but it failed: check the disk.".formatted(folder),
          error);
    }
  }

  @Override
  public String toString() {
    return markdown();
  }
}
