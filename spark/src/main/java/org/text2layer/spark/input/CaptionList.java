package org.text2layer.spark.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.text2layer.data.DatasetException;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.ListOptions;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.list.DelimitedRows;
import org.text2layer.data.list.JsonRows;
import org.text2layer.data.list.ListRow;
import org.text2layer.data.list.ListRows;

/**
 * Captions alone, for recipes that make the pictures: whoever opens one finds none.
 *
 * @param list .csv, .tsv or .jsonl
 * @param options that name the column
 */
record CaptionList(Path list, ListOptions options) implements PictureSource {
  @Override
  public String description() {
    return list.getFileName().toString();
  }

  private ListRows open() throws IOException {
    String name = description().toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl")) {
      return JsonRows.open(list);
    }
    return DelimitedRows.open(list, name.endsWith(".tsv") ? '\t' : ',');
  }

  @Override
  public Stream<InputRecord> records() {
    try {
      ListRows rows = open();
      Optional<List<String>> columns = rows.columns();
      if (!rows.problem().isEmpty() || columns.isPresent() && find(columns.get()).isEmpty()) {
        rows.close();
        throw new DatasetException(
            "Expected captions in a column named as one of %s in %s but %s: correct the list, or name the column in the ListOptions."
                .formatted(
                    options.captionColumns(),
                    description(),
                    rows.problem().isEmpty() ? "it has " + columns.get() : rows.problem()));
      }
      return StreamSupport.stream(
              Spliterators.spliteratorUnknownSize(new Records(rows), Spliterator.ORDERED), false)
          .onClose(() -> close(rows));
    } catch (IOException error) {
      throw unreadable(error);
    }
  }

  private Optional<String> find(List<String> columns) {
    return options.captionColumns().stream()
        .flatMap(name -> columns.stream().filter(name::equalsIgnoreCase))
        .findFirst();
  }

  private void close(ListRows rows) {
    try {
      rows.close();
    } catch (IOException error) {
      throw unreadable(error);
    }
  }

  private DatasetException unreadable(IOException error) {
    return new DatasetException(
        "Expected captions in %s but it cannot be read (%s): check the path."
            .formatted(list, error.getMessage()),
        error);
  }

  private InputRecord record(ListRow row) {
    String source = "%s, %s".formatted(description(), row.place());
    Map<String, String> fields = row.fields();
    Optional<String> caption =
        find(List.copyOf(fields.keySet())).map(fields::get).filter(text -> !text.isBlank());
    if (caption.isEmpty()) {
      String problem = row.problem().isEmpty() ? "there is none" : row.problem();
      return new FailedRecord(
          row.place(),
          source,
          "Expected a caption in %s but %s: correct the row or remove it."
              .formatted(source, problem));
    }
    return CaptionedPicture.of(
        row.place(),
        caption.get().strip(),
        source,
        () -> {
          throw new IOException("it is a caption alone");
        });
  }

  /** One after the other. */
  private final class Records implements Iterator<InputRecord> {
    private final ListRows rows;
    private Optional<ListRow> ahead;

    Records(ListRows rows) throws IOException {
      this.rows = rows;
      this.ahead = rows.next();
    }

    @Override
    public boolean hasNext() {
      return ahead.isPresent();
    }

    @Override
    public InputRecord next() {
      ListRow row = ahead.orElseThrow(NoSuchElementException::new);
      try {
        ahead = rows.next();
      } catch (IOException error) {
        throw unreadable(error);
      }
      return record(row);
    }
  }
}
