package org.text2layer.data.input;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of a list, one after the other. */
interface ListRows extends Closeable {
  /** How to open a list of one format. */
  @FunctionalInterface
  interface Format {
    ListRows open(Path list) throws IOException;
  }

  /** The names that all rows share; empty if each row brings its own. */
  List<String> columns();

  /** The next row; none at the end. */
  Optional<ListRow> next() throws IOException;
}
