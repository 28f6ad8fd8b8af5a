package org.text2layer.data.list;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of a list, one after the other. */
public interface ListRows extends Closeable {
  /** How to open a list of one format. */
  @FunctionalInterface
  interface Format {
    /**
     * Opens it.
     *
     * @throws IOException if it cannot be read
     */
    ListRows open(Path list) throws IOException;
  }

  /** The names that all rows share; none if each row brings its own. */
  Optional<List<String>> columns();

  /** What is wrong with the list as a whole, as of its header; empty if nothing is. */
  String problem();

  /**
   * The next row; none at the end.
   *
   * @throws IOException if the file cannot be read
   */
  Optional<ListRow> next() throws IOException;
}
