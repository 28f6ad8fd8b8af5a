package org.text2layer.data.input;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.text2layer.data.DatasetException;
import org.text2layer.data.list.DelimitedRows;
import org.text2layer.data.list.JsonRows;
import org.text2layer.data.list.StreamedRows;

/**
 * Where captioned pictures come from. Sources are immutable and can be read again and again, with
 * the same records in the same order as long as nobody changes the files. Pictures are opened only
 * when asked for; a record that is damaged comes as a {@link FailedRecord}, and reading goes on.
 *
 * <p>File names and captions are UTF-8 whatever the locale; a caption's own file may also be UTF-16
 * if it begins with that mark.
 */
public interface PictureSource {
  /**
   * All records, read as the stream goes on; close it at the end.
   *
   * @throws DatasetException if the source as a whole cannot be read
   */
  Stream<InputRecord> records();

  /** What it is, in some words: a build goes on only with the source that it began with. */
  String description();

  /** How many records there are, if that is known without reading them. */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /**
   * A comma-separated list with a header (RFC 4180): paths relative to the list, and captions.
   *
   * @throws DatasetException if there is no such file
   */
  static PictureSource csv(Path list) {
    return csv(list, ListOptions.standard());
  }

  /** As {@link #csv(Path)}, with other column names or paths to everywhere. */
  static PictureSource csv(Path list, ListOptions options) {
    return new PictureList(existing(list), file -> DelimitedRows.open(file, ','), options);
  }

  /** As {@link #csv(Path)} with tabs in place of commas. */
  static PictureSource tsv(Path list) {
    return tsv(list, ListOptions.standard());
  }

  /** As {@link #tsv(Path)}, with other column names or paths to everywhere. */
  static PictureSource tsv(Path list, ListOptions options) {
    return new PictureList(existing(list), file -> DelimitedRows.open(file, '\t'), options);
  }

  /**
   * A list with one JSON object a line.
   *
   * @throws DatasetException if there is no such file
   */
  static PictureSource jsonLines(Path list) {
    return jsonLines(list, ListOptions.standard());
  }

  /** As {@link #jsonLines(Path)}, with other field names or paths to everywhere. */
  static PictureSource jsonLines(Path list, ListOptions options) {
    return new PictureList(existing(list), JsonRows::open, options);
  }

  /**
   * Pictures with captions in .txt files of the same name beside them, in this folder and those in
   * it. Names that begin with a dot are passed over. Symbolic links to folders, and out of this
   * one, are failed records: see {@link #linkedFolder}.
   *
   * @throws DatasetException if there is no such folder
   */
  static PictureSource folder(Path folder) {
    return new PictureFolder(existing(folder), false);
  }

  /**
   * As {@link #folder}, and what symbolic links lead to is read, wherever it is: only for folders
   * of one's own, such as a download in Hugging Face's cache, which is made of links.
   */
  static PictureSource linkedFolder(Path folder) {
    return new PictureFolder(existing(folder), true);
  }

  /**
   * One WebDataset archive: key.png, .jpg or .webp with key.txt, or key.json and a caption in it. A
   * key is the name up to its first dot; names that begin with one have none, and are passed over.
   * The archive may be packed by gzip or bzip2; a picture of such a one is kept in memory as long
   * as its record, since it is found again only by unpacking all before it.
   *
   * @throws DatasetException if there is no such file
   */
  static PictureSource webDataset(Path archive) {
    return new TarPictures(FileNames.shown(existing(archive)), List.of(archive));
  }

  /**
   * All WebDataset archives (.tar, .tar.gz, .tgz, .tar.bz2, .tbz2) of a folder in the order of
   * their names: what img2dataset writes, and what a build of this library does. Those packed
   * otherwise (.tar.zst, .tar.xz) are failed records; names that begin with a dot are passed over.
   *
   * @throws DatasetException if there is none
   */
  static PictureSource webDatasets(Path folder) {
    return TarPictures.ofSorted(archives(folder));
  }

  /**
   * The archives that {@link #webDatasets} reads, in its order: each is a source by itself, which
   * another machine may read.
   *
   * @throws DatasetException if there is none
   */
  static List<Path> archives(Path folder) {
    List<Path> archives = new ArrayList<>();
    String endings = "[!.]*.{tar,tar.gz,tgz,tar.bz2,tbz2,tar.zst,tar.xz}";
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(existing(folder), endings)) {
      stream.forEach(archives::add);
    } catch (IOException error) {
      throw RecordSpliterator.unreadable(error);
    }
    if (archives.isEmpty()) {
      throw new DatasetException(
          "Expected tar archives in %s but there is none: check the path.".formatted(folder));
    }
    archives.sort(Comparator.comparing(path -> path.toUri().getRawPath()));
    return archives;
  }

  /**
   * A list in another format, such as Parquet: paths relative to its file, and captions.
   *
   * @param list its file
   * @param rows what it has, as the stream goes on; asked for each reading
   * @throws DatasetException if there is no such file
   */
  static PictureSource rows(Path list, Supplier<Stream<Row>> rows, ListOptions options) {
    return new PictureList(
        existing(list), file -> new StreamedRows(rows.get().map(row -> row::fields)), options);
  }

  /** A row of such a list, which is read when it is its turn. */
  interface Row {
    /**
     * Values by column.
     *
     * @throws IOException if it cannot be read: it is a failed record then, and the message says
     *     why
     */
    Map<String, String> fields() throws IOException;
  }

  /** Records in memory. */
  static PictureSource of(String description, List<? extends InputRecord> records) {
    return new ListedRecords(description, List.copyOf(records));
  }

  /** Sources one after the other. */
  static PictureSource joined(List<PictureSource> sources) {
    return new JoinedSources(sources);
  }

  private static Path existing(Path path) {
    if (!Files.exists(path)) {
      throw new DatasetException(
          "Expected captioned pictures in %s but there is no such file: check the path."
              .formatted(path));
    }
    return path;
  }
}
