package org.text2layer.data.input;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.text2layer.data.DatasetException;
import org.text2layer.data.list.ListRow;
import org.text2layer.data.list.ListRows;

/** A list of paths and captions. */
record PictureList(Path list, ListRows.Format format, ListOptions options)
    implements PictureSource {
  @Override
  public Stream<InputRecord> records() {
    try {
      return new Records(format.open(list)).stream();
    } catch (IOException error) {
      throw RecordSpliterator.unreadable(error);
    }
  }

  @Override
  public String description() {
    return FileNames.shown(list);
  }

  private Path folder() {
    return list.toAbsolutePath().normalize().getParent();
  }

  private final class Records extends RecordSpliterator {
    private final ListRows rows;

    Records(ListRows rows) throws IOException {
      this.rows = rows;
      if (!rows.problem().isEmpty()) {
        rows.close();
        throw new DatasetException(
            "Expected a list of captioned pictures in %s but %s."
                .formatted(description(), rows.problem()));
      }
      List<String> columns = rows.columns().orElse(List.of());
      boolean named =
          find(columns, options.pathColumns()).isPresent()
              && find(columns, options.captionColumns()).isPresent();
      if (rows.columns().isPresent() && !named) {
        rows.close();
        throw new DatasetException(
            "Expected a column of %s and one of %s in %s but it has %s: name them in the ListOptions."
                .formatted(
                    options.pathColumns(), options.captionColumns(), description(), columns));
      }
    }

    @Override
    Optional<InputRecord> advance() throws IOException {
      return rows.next().map(PictureList.this::record);
    }

    @Override
    void close() throws IOException {
      rows.close();
    }
  }

  private InputRecord record(ListRow row) {
    String place = description() + ", " + row.place();
    if (!row.problem().isEmpty()) {
      return failed("", place, "a path and a caption", row.problem());
    }
    Optional<String> path = value(row.fields(), options.pathColumns());
    Optional<String> caption = value(row.fields(), options.captionColumns());
    if (path.isEmpty()) {
      return failed("", place, "a path", "there is none");
    }
    String source = place + ": " + path.get();
    String key = path.get().replaceFirst("\\.\\w{1,5}$", "");
    if (caption.isEmpty()) {
      return failed(key, source, "a caption", "it is empty");
    }
    if (path.get().matches("(?i)[a-z][a-z0-9+.-]+://.*")) {
      return failed(key, source, "a path", "it is a URL; fetch it first, as by img2dataset");
    }
    return record(key, caption.get(), source, path.get());
  }

  private InputRecord record(String key, String caption, String source, String path) {
    try {
      Path file = FileNames.resolve(folder(), path).normalize();
      if (!options.anyPath() && !file.startsWith(folder())) {
        return failed(key, source, "a path in the list's folder", "it leads out of it");
      }
      Path root = options.anyPath() ? file.getRoot() : folder();
      return CaptionedPicture.of(
          key, caption, source, new PictureFile(root, file, "ListOptions.withAnyPath()"));
    } catch (InvalidPathException error) {
      return failed(key, source, "a path", "no file can have this name");
    }
  }

  private static FailedRecord failed(String key, String source, String expected, String found) {
    return new FailedRecord(
        key,
        source,
        "Expected %s in %s but %s: correct the row or remove it."
            .formatted(expected, source, found));
  }

  private static Optional<String> value(Map<String, String> fields, List<String> names) {
    return find(List.copyOf(fields.keySet()), names)
        .map(fields::get)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  static Optional<String> find(List<String> columns, List<String> names) {
    return names.stream()
        .flatMap(name -> columns.stream().filter(name::equalsIgnoreCase))
        .findFirst();
  }
}
