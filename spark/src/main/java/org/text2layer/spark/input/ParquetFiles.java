package org.text2layer.spark.input;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.ListOptions;
import org.text2layer.data.input.PictureSource;

/**
 * Parquet files, one after the other.
 *
 * @param joined their pictures
 * @param description of all
 */
public record ParquetFiles(PictureSource joined, String description) implements PictureSource {
  public static ParquetFiles of(
      List<Path> files, Configuration configuration, ListOptions options) {
    List<PictureSource> sources =
        files.stream()
            .<PictureSource>map(file -> new ParquetPictures(file, configuration, options))
            .toList();
    String first = sources.get(0).description();
    String last = sources.get(sources.size() - 1).description();
    return new ParquetFiles(
        PictureSource.joined(sources),
        "%s Parquet files %s to %s".formatted(files.size(), first, last));
  }

  @Override
  public Stream<InputRecord> records() {
    return joined.records();
  }

  @Override
  public OptionalLong size() {
    return joined.size();
  }
}
