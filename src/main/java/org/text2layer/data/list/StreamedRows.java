package org.text2layer.data.list;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows that another reader takes out of its format. */
public final class StreamedRows implements ListRows {
  private final Stream<Map<String, String>> stream;
  private final Iterator<Map<String, String>> rows;
  private long number;

  /** Closed with the rows. */
  public StreamedRows(Stream<Map<String, String>> stream) {
    this.stream = stream;
    this.rows = stream.iterator();
  }

  @Override
  public Optional<List<String>> columns() {
    return Optional.empty();
  }

  @Override
  public String problem() {
    return "";
  }

  @Override
  public Optional<ListRow> next() {
    if (!rows.hasNext()) {
      return Optional.empty();
    }
    number++;
    return Optional.of(ListRow.of("row " + number, rows.next()));
  }

  @Override
  public void close() {
    stream.close();
  }
}
