package org.text2layer.spark.input;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.text2layer.data.input.ListOptions;
import org.text2layer.data.input.PictureSource;

/**
 * A part of an input that is read by itself: an archive, a list, a folder.
 *
 * @param format of the file
 * @param uri where it is, escaped as Java's are
 * @param options of lists
 */
public record InputSplit(Format format, String uri, ListOptions options) implements Serializable {
  /** How captioned pictures lie there. */
  public enum Format {
    FOLDER("pictures", ""),
    CSV("CSV", "[!.]*.csv"),
    TSV("TSV", "[!.]*.tsv"),
    JSON_LINES("JSON Lines", "{[!.]*.jsonl,part-*.json}"),
    ARCHIVE("tar", ""),
    PARQUET("Parquet", "[!.]*.parquet"),
    CAPTIONS("list", "[!.]*.{csv,tsv,jsonl}");

    private final String title;
    private final String glob;

    Format(String title, String glob) {
      this.title = title;
      this.glob = glob;
    }

    /** In words. */
    public String title() {
      return title;
    }

    /** Which files of a folder are read, each by itself; empty if others say so. */
    public String glob() {
      return glob;
    }
  }

  /** Of its file, whatever folder that is in. */
  public String name() {
    String path = URI.create(uri).getPath().replaceFirst("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public PictureSource open(Configuration configuration) {
    Path path = InputPaths.of(URI.create(uri), configuration);
    return switch (format) {
      case FOLDER -> PictureSource.folder(path);
      case CSV -> PictureSource.csv(path, options);
      case TSV -> PictureSource.tsv(path, options);
      case JSON_LINES -> PictureSource.jsonLines(path, options);
      case ARCHIVE -> PictureSource.webDataset(path);
      case CAPTIONS -> new CaptionList(path, options);
      case PARQUET -> new ParquetPictures(path, configuration, options);
    };
  }
}
