package org.text2layer.spark.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.text2layer.data.DatasetException;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.ListOptions;
import org.text2layer.data.input.PictureSource;

/**
 * Captioned pictures of a Parquet file: their bytes, or paths relative to it. A file that cannot be
 * opened is one failed record; of one that is damaged further on, each picture from there is.
 *
 * @param file in any file system
 * @param configuration of Hadoop
 * @param options that name the columns
 */
public record ParquetPictures(Path file, Configuration configuration, ListOptions options)
    implements PictureSource {
  /** Far more than a file of pictures can hold: a footer may say anything. */
  private static final long MOST_ROWS = 1L << 32;

  /** Checks that there is such a file. */
  public ParquetPictures {
    if (!Files.exists(file)) {
      throw new DatasetException(
          "Expected captioned pictures in %s but there is no such file: check the address."
              .formatted(file.toUri()));
    }
  }

  @Override
  public String description() {
    return name();
  }

  private String name() {
    return file.getFileName().toString();
  }

  @Override
  public OptionalLong size() {
    try (ParquetRows rows = open()) {
      return OptionalLong.of(rows.count());
    } catch (IOException unreadable) {
      return OptionalLong.of(1);
    }
  }

  private ParquetRows open() throws IOException {
    ParquetRows rows = ParquetRows.open(file, configuration);
    if (rows.count() > MOST_ROWS) {
      rows.close();
      throw new IOException("it claims to have %s rows".formatted(rows.count()));
    }
    return rows;
  }

  @Override
  public Stream<InputRecord> records() {
    ParquetRows rows;
    try {
      rows = open();
    } catch (IOException error) {
      return Stream.of(
          new FailedRecord(
              "",
              name(),
              "Expected a Parquet file in %s but it cannot be opened: %s."
                  .formatted(name(), error.getMessage())));
    }
    ParquetColumns columns;
    try {
      columns = ParquetColumns.of(rows.schema(), options, name());
      rows.read(columns.schema());
    } catch (DatasetException | IOException error) {
      rows.close();
      throw new DatasetException(error.getMessage(), error);
    }
    return columns.areBytes() ? pictures(rows, columns) : paths(rows, columns);
  }

  private Stream<InputRecord> pictures(ParquetRows rows, ParquetColumns columns) {
    return LongStream.range(0, rows.count())
        .mapToObj(row -> picture(row + 1, rows, columns))
        .onClose(rows::close);
  }

  private InputRecord picture(long number, ParquetRows rows, ParquetColumns columns) {
    String place = "%s, row %s".formatted(name(), number);
    String key = Long.toString(number);
    try {
      ParquetColumns.Row row = columns.row(rows.next());
      key = row.key().orElse(key);
      Optional<String> caption = row.caption().map(String::strip).filter(text -> !text.isEmpty());
      if (caption.isEmpty()) {
        return failed(key, place, "its caption is missing or empty");
      }
      Optional<byte[]> bytes = row.picture();
      return bytes.isEmpty()
          ? failed(key, place, "it has no picture")
          : CaptionedPicture.of(
              key, caption.get(), place, () -> new ByteArrayInputStream(bytes.get()));
    } catch (IOException error) {
      return failed(key, place, error.getMessage());
    }
  }

  private static FailedRecord failed(String key, String place, String found) {
    return new FailedRecord(
        key,
        place,
        "Expected a picture's bytes and a caption in %s but %s: correct the row or remove it."
            .formatted(place, found));
  }

  private Stream<InputRecord> paths(ParquetRows rows, ParquetColumns columns) {
    Stream<PictureSource.Row> fields =
        LongStream.range(0, rows.count())
            .mapToObj(number -> () -> columns.row(rows.next()).fields());
    Stream<PictureSource.Row> closing = fields.onClose(rows::close);
    return PictureSource.rows(file, () -> closing, options).records();
  }
}
