package org.text2layer.data.list;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows that another reader takes out of its format. */
public final class StreamedRows implements ListRows {
  /** A row that is read when it is its turn. */
  public interface Row {
    Map<String, String> fields() throws IOException;
  }

  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private long number;

  /** Closed with the rows. */
  public StreamedRows(Stream<Row> stream) {
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
    String place = "row " + number;
    try {
      return Optional.of(ListRow.of(place, rows.next().fields()));
    } catch (IOException error) {
      return Optional.of(ListRow.damaged(place, error.getMessage()));
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
