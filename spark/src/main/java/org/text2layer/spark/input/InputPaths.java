package org.text2layer.spark.input;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.text2layer.data.DatasetException;
import org.text2layer.spark.paths.StoredPaths;

/** Addresses of Hadoop's file systems as Java's paths, which the library reads. */
public final class InputPaths {
  private static final String LOCAL = "file";

  private InputPaths() {}

  /** As Hadoop's users write them: without a scheme it is the configured one's, and no escapes. */
  public static Path of(String address, Configuration configuration) {
    return of(new org.apache.hadoop.fs.Path(address), configuration);
  }

  /** As {@link Path#toUri} gives them. */
  public static Path of(URI uri, Configuration configuration) {
    return LOCAL.equals(uri.getScheme())
        ? Path.of(uri)
        : of(new org.apache.hadoop.fs.Path(uri), configuration);
  }

  private static Path of(org.apache.hadoop.fs.Path path, Configuration configuration) {
    try {
      FileSystem files = path.getFileSystem(configuration);
      org.apache.hadoop.fs.Path whole = files.makeQualified(path);
      return LOCAL.equals(whole.toUri().getScheme())
          ? Path.of(URI.create(whole.toUri().toASCIIString()))
          : StoredPaths.of(whole, files);
    } catch (IOException error) {
      throw new DatasetException(
          "Expected captioned pictures in %s but its file system cannot be reached (%s): check the address and the configuration."
              .formatted(path, error.getMessage()),
          error);
    }
  }
}
