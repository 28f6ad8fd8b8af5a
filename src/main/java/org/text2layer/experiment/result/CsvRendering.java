package org.text2layer.experiment.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table as comma-separated values (RFC 4180). */
final class CsvRendering {
  private static final String LINE_END = "\r\n";

  private CsvRendering() {}

  static String of(ResultTable table) {
    List<String> headers = new ArrayList<>(table.columns());
    headers.add("significantly best in");
    headers.add("provenance");
    StringBuilder text = new StringBuilder(line(headers));
    for (List<ResultTable.Cell> row : table.rows()) {
      List<String> fields = new ArrayList<>(row.stream().map(ResultTable.Cell::text).toList());
      fields.add(winners(table, row));
      fields.add(
          row.stream()
              .map(ResultTable.Cell::provenance)
              .filter(provenance -> !provenance.isEmpty())
              .distinct()
              .collect(Collectors.joining("; ")));
      text.append(line(fields));
    }
    return text.toString();
  }

  private static String winners(ResultTable table, List<ResultTable.Cell> row) {
    return IntStream.range(0, row.size())
        .filter(i -> row.get(i).winner())
        .mapToObj(table.columns()::get)
        .collect(Collectors.joining("; "));
  }

  private static String line(List<String> fields) {
    return fields.stream().map(CsvRendering::field).collect(Collectors.joining(",")) + LINE_END;
  }

  /** Quoted where it has to be. */
  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
