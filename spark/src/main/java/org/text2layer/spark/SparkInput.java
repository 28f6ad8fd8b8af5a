package org.text2layer.spark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.text2layer.data.DatasetException;
import org.text2layer.data.input.ListOptions;
import org.text2layer.data.input.PictureSource;
import org.text2layer.spark.input.InputPaths;
import org.text2layer.spark.input.InputSplit;
import org.text2layer.spark.input.JoinedFiles;

/**
 * Where captioned pictures come from, by an address in one of Hadoop's file systems ({@code file:},
 * {@code hdfs:}, {@code s3a:} …; without a scheme, the configured one). Every executor has to reach
 * it. Records, their order and their messages are those of the {@link PictureSource} of the same
 * kind. Of a folder of archives, lists or Parquet files each is read by itself, by many executors
 * at once; one list, or a folder of pictures, by each that makes records of it. Immutable.
 */
public final class SparkInput {
  private final InputSplit.Format format;
  private final String uri;
  private final ListOptions options;

  private SparkInput(InputSplit.Format format, String uri, ListOptions options) {
    this.format = format;
    this.uri = uri;
    this.options = options;
  }

  private static SparkInput of(InputSplit.Format format, String uri) {
    return new SparkInput(format, uri, ListOptions.standard());
  }

  /** As {@link PictureSource#folder}: for up to some 100,000 pictures. */
  public static SparkInput folder(String uri) {
    return of(InputSplit.Format.FOLDER, uri);
  }

  /** As {@link PictureSource#csv(Path)}, or all of a folder in the order of their names. */
  public static SparkInput csv(String uri) {
    return of(InputSplit.Format.CSV, uri);
  }

  /** As {@link PictureSource#tsv(Path)}, or all of a folder. */
  public static SparkInput tsv(String uri) {
    return of(InputSplit.Format.TSV, uri);
  }

  /** As {@link PictureSource#jsonLines(Path)}, or all of a folder. */
  public static SparkInput jsonLines(String uri) {
    return of(InputSplit.Format.JSON_LINES, uri);
  }

  /** As {@link PictureSource#webDatasets} of a folder, or {@link PictureSource#webDataset}. */
  public static SparkInput webDatasets(String uri) {
    return of(InputSplit.Format.ARCHIVE, uri);
  }

  /**
   * A Parquet file, or all of a folder in the order of their names: a column of picture bytes
   * (image, jpg, png, webp, image_bytes, bytes; also Hugging Face's image.bytes) or of paths
   * relative to the file, and one of captions. Other columns are not read.
   */
  public static SparkInput parquet(String uri) {
    return of(InputSplit.Format.PARQUET, uri);
  }

  /**
   * Captions alone in a .csv, .tsv or .jsonl, or in all of a folder, for recipes that make the
   * pictures, as {@link GeneratedLayers}.
   */
  public static SparkInput captions(String uri) {
    return of(InputSplit.Format.CAPTIONS, uri);
  }

  /**
   * By the name: .csv, .tsv, .jsonl, .parquet, a tar, or a folder of Parquet files, of tars, of
   * lists named part-…, as Spark writes them, or of pictures.
   */
  public static SparkInput guessed(String uri, Configuration configuration) {
    String name = uri.toLowerCase(Locale.ROOT);
    Path path = InputPaths.of(uri, configuration);
    if (name.endsWith(".csv") || has(path, "part-*.csv")) {
      return csv(uri);
    }
    if (name.endsWith(".tsv") || has(path, "part-*.tsv")) {
      return tsv(uri);
    }
    if (name.endsWith(".jsonl") || has(path, "part-*.{json,jsonl}")) {
      return jsonLines(uri);
    }
    if (name.endsWith(".parquet") || has(path, "[!.]*.parquet")) {
      return parquet(uri);
    }
    boolean archives = !Files.isDirectory(path) || has(path, "[!.]*.{tar,tar.gz,tgz,tar.bz2,tbz2}");
    return archives ? webDatasets(uri) : folder(uri);
  }

  private static boolean has(Path folder, String glob) {
    return Files.isDirectory(folder) && !files(folder, glob).isEmpty();
  }

  /** The same with other column names, or paths to everywhere. */
  public SparkInput withOptions(ListOptions newOptions) {
    return new SparkInput(format, uri, newOptions);
  }

  /** The whole as one machine reads it, for {@link org.text2layer.data.build.DatasetBuild}. */
  public PictureSource source(Configuration configuration) {
    Path path = InputPaths.of(uri, configuration);
    boolean folder = Files.isDirectory(path);
    if (format == InputSplit.Format.ARCHIVE && folder) {
      return PictureSource.webDatasets(path);
    }
    List<PictureSource> parts =
        splits(configuration).stream().map(split -> split.open(configuration)).toList();
    return !folder || format == InputSplit.Format.FOLDER
        ? parts.get(0)
        : JoinedFiles.of(format.title(), parts);
  }

  /** The parts that are read by themselves, in their order. */
  List<InputSplit> splits(Configuration configuration) {
    Path path = InputPaths.of(uri, configuration);
    List<Path> files =
        !Files.isDirectory(path) || format == InputSplit.Format.FOLDER
            ? List.of(path)
            : format == InputSplit.Format.ARCHIVE ? PictureSource.archives(path) : files(path);
    return files.stream()
        .map(file -> new InputSplit(format, file.toUri().toString(), options))
        .toList();
  }

  private List<Path> files(Path folder) {
    List<Path> files = files(folder, format.glob());
    if (files.isEmpty()) {
      throw new DatasetException(
          "Expected %s files in %s but there is none: check the path."
              .formatted(format.title(), folder));
    }
    return files;
  }

  private static List<Path> files(Path folder, String glob) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      stream.forEach(files::add);
    } catch (IOException error) {
      throw new DatasetException(
          "Expected captioned pictures in %s but the folder cannot be read (%s): check the path."
              .formatted(folder, error.getMessage()),
          error);
    }
    files.sort(Comparator.comparing(path -> path.toUri().getRawPath()));
    return files;
  }

  @Override
  public String toString() {
    return uri;
  }
}
