package org.text2layer.spark.input;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;

/**
 * Lists or Parquet files, one after the other.
 *
 * @param joined their pictures
 * @param description of all
 */
public record JoinedFiles(PictureSource joined, String description) implements PictureSource {
  /**
   * Joins them.
   *
   * @param kind of the files, as "Parquet"
   * @param files at least one
   */
  public static JoinedFiles of(String kind, List<PictureSource> files) {
    return new JoinedFiles(
        PictureSource.joined(files),
        "%s %s files %s to %s"
            .formatted(
                files.size(),
                kind,
                files.get(0).description(),
                files.get(files.size() - 1).description()));
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
