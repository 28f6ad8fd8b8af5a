package org.text2layer.spark.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.text2layer.data.DatasetException;
import org.text2layer.folder.WholeFolder;

/**
 * Work in a folder on the worker's own disk.
 *
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface LocalWork<R> {
  /** Does it in a folder that is new, and gone afterwards. */
  R in(Path folder) throws IOException;

  /**
   * The same; the worker's disk may be full, or the output out of its reach.
   *
   * @param what is made, for the message
   */
  static <R> R of(String what, LocalWork<R> work) {
    try {
      Path folder = Files.createTempDirectory("text2layer-");
      try {
        return work.in(folder);
      } finally {
        WholeFolder.delete(folder);
      }
    } catch (IOException error) {
      throw new DatasetException(
          "Expected to make %s on %s but it failed (%s): see to its disk and its way to the output, then run the build again, which goes on."
              .formatted(what, Worker.name(), error),
          error);
    }
  }
}
