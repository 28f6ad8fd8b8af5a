package org.text2layer.spark.paths;

import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;

/** Java's paths to what one of Hadoop's file systems holds. Thread-safe, as that is. */
public final class StoredPaths {
  private StoredPaths() {}

  /** A path with its scheme, in the file system that has it. */
  public static Path of(org.apache.hadoop.fs.Path path, FileSystem files) {
    return new StoredFileSystem(files).getPath(path.toUri().getPath());
  }
}
