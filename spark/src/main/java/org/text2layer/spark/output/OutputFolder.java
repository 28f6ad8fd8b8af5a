package org.text2layer.spark.output;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The folder of a build in one of Hadoop's file systems. A name stands for whole contents: files
 * are written beside and then get their name, but for stores of objects, where a file appears when
 * it is closed, and where to rename is to copy. Two writers of a name write the same.
 */
public final class OutputFolder implements Serializable {
  private static final Set<String> STORES = Set.of("s3a", "s3", "gs");
  private static final String LOCAL = "file";

  /** What the names of unfinished files begin with. */
  static final String PART = ".part-";

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

  /** The same of a file that need not be there. */
  void downloadIfThere(String name, java.nio.file.Path local) throws IOException {
    if (exists(name)) {
      download(name, local);
    }
  }

  /** A file or a folder with all that is in it; nothing if it is not there. */
  public void delete(String name) throws IOException {
    fileSystem().delete(path(name), true);
  }

  /** Begins a file that has its name once it is whole. */
  public WholeOutput begin(String name) throws IOException {
    FileSystem files = fileSystem();
    Path file = path(name);
    String scheme = file.toUri().getScheme();
    if (LOCAL.equals(scheme)) {
      return WholeOutput.local(java.nio.file.Path.of(file.toUri()));
    }
    return STORES.contains(scheme)
        ? WholeOutput.stored(files, file)
        : WholeOutput.renamed(files, file);
  }
}
