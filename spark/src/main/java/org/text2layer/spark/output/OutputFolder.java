package org.text2layer.spark.output;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder of a build in one of Hadoop's file systems. A name stands for whole contents: files
 * are written beside and then get their name, but for stores of objects, where a file appears when
 * it is closed, and where to rename is to copy. Two writers of a name write the same.
 */
public final class OutputFolder implements Serializable {
  private static final Set<String> STORES = Set.of("s3a", "s3", "gs");
  private static final String PART = ".part-";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Gson GSON = new Gson();

  private final String uri;
  private final SerializableConfiguration configuration;

  public OutputFolder(String uri, Configuration configuration) throws IOException {
    Path path = new Path(uri);
    this.configuration = new SerializableConfiguration(configuration);
    this.uri = path.getFileSystem(configuration).makeQualified(path).toString();
  }

  public Configuration configuration() {
    return configuration.value();
  }

  private FileSystem fileSystem() throws IOException {
    FileSystem files = new Path(uri).getFileSystem(configuration());
    // Hadoop's checksums of local files would stand beside them.
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  public Path path(String name) {
    return name.isEmpty() ? new Path(uri) : new Path(uri + "/" + name);
  }

  public boolean exists(String name) throws IOException {
    return fileSystem().exists(path(name));
  }

  public boolean isEmpty() throws IOException {
    if (!exists("")) {
      return true;
    }
    for (FileStatus file : fileSystem().listStatus(path(""))) {
      if (!file.getPath().getName().startsWith(PART)) {
        return false;
      }
    }
    return true;
  }

  public InputStream open(String name) throws IOException {
    return fileSystem().open(path(name));
  }

  /** The text of a file, if it is there. */
  public Optional<String> text(String name) throws IOException {
    try (InputStream stream = open(name)) {
      return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException missing) {
      return Optional.empty();
    }
  }

  public void writeText(String name, String text) throws IOException {
    try (WholeOutput file = begin(name)) {
      file.out().write(text.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
  }

  /** A value as JSON, if it is there and whole. */
  public <T> Optional<T> value(String name, Class<T> type) throws IOException {
    try {
      return text(name).map(text -> GSON.fromJson(text, type));
    } catch (JsonParseException halfWritten) {
      return Optional.empty();
    }
  }

  public void writeValue(String name, Object value) throws IOException {
    writeText(name, GSON.toJson(value));
  }

  public void upload(java.nio.file.Path local, String name) throws IOException {
    try (WholeOutput file = begin(name)) {
      Files.copy(local, file.out());
      file.commit();
    }
  }

  public void download(String name, java.nio.file.Path local) throws IOException {
    try (InputStream stream = open(name)) {
      Files.copy(stream, local);
    }
  }

  /** A file or a folder with all that is in it; nothing if it is not there. */
  public void delete(String name) throws IOException {
    fileSystem().delete(path(name), true);
  }

  /** Begins a file that has its name once it is whole. */
  public WholeOutput begin(String name) throws IOException {
    FileSystem files = fileSystem();
    boolean store = STORES.contains(path(name).toUri().getScheme());
    Path target = path(name);
    Path begun = store ? target : new Path(target.getParent(), PART + UUID.randomUUID());
    return new WholeOutput(files, begun, target, files.create(begun, true, BUFFER_BYTES));
  }

  /** A file while it is written. */
  public static final class WholeOutput implements AutoCloseable {
    private final FileSystem files;
    private final Path begun;
    private final Path target;
    private final FSDataOutputStream out;
    private boolean committed;

    private WholeOutput(FileSystem files, Path begun, Path target, FSDataOutputStream out) {
      this.files = files;
      this.begun = begun;
      this.target = target;
      this.out = out;
    }

    public OutputStream out() {
      return out;
    }

    public void commit() throws IOException {
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
      out.close();
      committed = true;
      if (!begun.equals(target)) {
        rename();
      }
    }

    /** In place of what is there, in one step: on a disk as its system does it. */
    private void rename() throws IOException {
      if (files instanceof RawLocalFileSystem) {
        if (!files.rename(begun, target)) {
          throw new IOException("%s cannot be renamed to %s".formatted(begun, target));
        }
      } else {
        FileContext.getFileContext(files.getUri(), files.getConf())
            .rename(begun, target, Options.Rename.OVERWRITE);
      }
    }

    @Override
    public void close() throws IOException {
      if (committed) {
        return;
      }
      if (begun.equals(target)) {
        out.abort();
        return;
      }
      try {
        out.close();
      } finally {
        files.delete(begun, false);
      }
    }
  }
}
