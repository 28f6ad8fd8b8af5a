package org.text2layer.spark.paths;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/** Reads; whatever writes is refused. Holds nothing. */
final class StoredFileSystemProvider extends FileSystemProvider {
  static final StoredFileSystemProvider INSTANCE = new StoredFileSystemProvider();

  private StoredFileSystemProvider() {}

  private static StoredPath own(Path path) {
    return (StoredPath) path.toAbsolutePath();
  }

  private static org.apache.hadoop.fs.FileSystem stored(Path path) {
    return own(path).getFileSystem().stored();
  }

  private static FileStatus status(Path path) throws IOException {
    try {
      return stored(path).getFileStatus(own(path).stored());
    } catch (FileNotFoundException missing) {
      throw new NoSuchFileException(path.toUri().toString());
    }
  }

  @Override
  public String getScheme() {
    return "stored";
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    FileStatus status = status(path);
    return new SeekingStream(stored(path).open(own(path).stored()), status.getLen());
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    if (!status(folder).isDirectory()) {
      throw new NotDirectoryException(folder.toUri().toString());
    }
    List<Path> entries = new ArrayList<>();
    for (FileStatus status : stored(folder).listStatus(own(folder).stored())) {
      String name = status.getPath().getName();
      StoredPath named = own(folder.resolve(StoredPath.parse(own(folder).getFileSystem(), name)));
      Path entry = status.isDirectory() ? named.asFolder() : named;
      if (filter.accept(entry)) {
        entries.add(entry);
      }
    }
    return new Listed(entries);
  }

  private record Listed(List<Path> entries) implements DirectoryStream<Path> {
    @Override
    public Iterator<Path> iterator() {
      return entries.iterator();
    }

    @Override
    public void close() {}
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    for (AccessMode mode : modes) {
      if (mode == AccessMode.WRITE) {
        throw new ReadOnlyFileSystemException();
      }
    }
    status(path);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException();
    }
    return type.cast(new StoredAttributes(status(path)));
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return own(one).normalize().equals(own(other).normalize());
  }

  @Override
  public boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }
}
