package org.text2layer.data.input;

import java.io.Serializable;
import java.util.List;

/**
 * How to read a list of captioned pictures.
 *
 * @param pathColumns names of the column with the picture's path; the first that the list has
 *     counts, whatever its case
 * @param captionColumns names of the column with the caption, likewise
 * @param anyPath whether absolute paths and those that leave the list's folder are read too: only
 *     for lists of one's own
 */
public record ListOptions(List<String> pathColumns, List<String> captionColumns, boolean anyPath)
    implements Serializable {
  private static final ListOptions STANDARD =
      new ListOptions(
          List.of(
              "path", "file", "file_name", "filename", "filepath", "image", "image_path", "url"),
          List.of("caption", "text"),
          false);

  /** Copies the names and checks that there are some. */
  public ListOptions {
    pathColumns = List.copyOf(pathColumns);
    captionColumns = List.copyOf(captionColumns);
    if (pathColumns.isEmpty() || captionColumns.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected at least one name for the path and one for the caption but got %s and %s: name the list's columns."
              .formatted(pathColumns, captionColumns));
    }
  }

  /**
   * The usual names: path, file, file_name, filename, filepath, image, image_path or url, and
   * caption or text; paths stay in the list's folder.
   */
  public static ListOptions standard() {
    return STANDARD;
  }

  /** The column that holds the paths. */
  public ListOptions withPathColumn(String name) {
    return new ListOptions(List.of(name), captionColumns, anyPath);
  }

  /** The column that holds the captions. */
  public ListOptions withCaptionColumn(String name) {
    return new ListOptions(pathColumns, List.of(name), anyPath);
  }

  /** Reads paths to everywhere. */
  public ListOptions withAnyPath() {
    return new ListOptions(pathColumns, captionColumns, true);
  }
}
