package org.text2layer.data.list;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list with a header line and fields parted by one letter. A damaged row costs that row only:
 * reading goes on at the next line, which is why this is no library's parser (those stop, or take a
 * quote that is never closed for one long field).
 */
public final class DelimitedRows implements ListRows {
  private static final int MAX_LINES_A_ROW = 1000;

  private final ByteLines lines;
  private final char separator;
  private final List<String> columns = new ArrayList<>();
  private String headerProblem = "";

  private DelimitedRows(ByteLines lines, char separator) {
    this.lines = lines;
    this.separator = separator;
  }

  /**
   * Opens a list and reads its header.
   *
   * @throws IOException if it cannot be read
   */
  public static DelimitedRows open(Path list, char separator) throws IOException {
    DelimitedRows rows = new DelimitedRows(ByteLines.open(list), separator);
    Optional<ListRow> header = rows.next();
    if (header.isPresent()) {
      rows.columns.addAll(header.get().fields().values().stream().map(String::strip).toList());
      rows.headerProblem = header.get().problem();
    }
    return rows;
  }

  @Override
  public String problem() {
    boolean wrongHeader = lines.problem().isEmpty() && !headerProblem.isEmpty();
    return wrongHeader ? "of its header " + headerProblem + ": correct it" : lines.problem();
  }

  @Override
  public Optional<List<String>> columns() {
    return Optional.of(List.copyOf(columns));
  }

  @Override
  public Optional<ListRow> next() throws IOException {
    Optional<ByteLines.Line> first = lines.next();
    while (first.isPresent() && first.get().bytes().length == 0) {
      first = lines.next();
    }
    return first.isPresent() ? Optional.of(row(first.get())) : Optional.empty();
  }

  private ListRow row(ByteLines.Line first) throws IOException {
    String place = "line " + first.number();
    DelimitedFields fields = new DelimitedFields(separator);
    List<ByteLines.Line> further = new ArrayList<>();
    boolean complete = fields.add(first);
    int bytes = first.bytes().length;
    while (!complete && bytes <= ByteLines.MAX_BYTES && further.size() < MAX_LINES_A_ROW) {
      Optional<ByteLines.Line> line = lines.next();
      if (line.isEmpty()) {
        break;
      }
      further.add(line.get());
      bytes += line.get().bytes().length;
      complete = fields.add(line.get());
    }
    if (bytes > ByteLines.MAX_BYTES || !first.whole()) {
      lines.giveBack(further);
      return ListRow.damaged(place, "it has more than " + ByteLines.MAX_BYTES + " bytes");
    }
    if (!complete || !fields.wellFormed()) {
      lines.giveBack(further);
      return ListRow.damaged(
          place, "its quotes do not match (a quote within a field is written twice)");
    }
    return row(place, fields.fields());
  }

  private ListRow row(String place, List<byte[]> fields) {
    if (!columns.isEmpty() && fields.size() != columns.size()) {
      return ListRow.damaged(
          place,
          "it has %s fields and the header has %s (a caption with a comma wants quotes)"
              .formatted(fields.size(), columns.size()));
    }
    Map<String, String> named = new LinkedHashMap<>();
    try {
      for (int i = 0; i < fields.size(); i++) {
        String column = columns.isEmpty() ? "column " + i : columns.get(i);
        named.put(column, Utf8.decode(fields.get(i)));
      }
      return ListRow.of(place, named);
    } catch (CharacterCodingException error) {
      return ListRow.damaged(place, error.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
