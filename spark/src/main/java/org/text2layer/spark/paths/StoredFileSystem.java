package org.text2layer.spark.paths;

import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;

/** One of Hadoop's file systems, for reading. */
final class StoredFileSystem extends FileSystem {
  private final org.apache.hadoop.fs.FileSystem stored;

  StoredFileSystem(org.apache.hadoop.fs.FileSystem stored) {
    this.stored = stored;
  }

  org.apache.hadoop.fs.FileSystem stored() {
    return stored;
  }

  /** Scheme and authority, which all addresses in it share. */
  URI root() {
    return stored.makeQualified(new org.apache.hadoop.fs.Path("/")).toUri();
  }

  @Override
  public FileSystemProvider provider() {
    return StoredFileSystemProvider.INSTANCE;
  }

  /** It belongs to Hadoop, which shares it. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    StringBuilder whole = new StringBuilder(first);
    for (String name : more) {
      whole.append('/').append(name);
    }
    return StoredPath.parse(this, whole.toString());
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(pattern);
    // Escaped, since not every name can be one of a local file in the user's locale.
    return path -> {
      String escaped = path.toUri().getRawPath().replaceFirst("/$", "");
      return matcher.matches(Path.of(escaped.substring(escaped.lastIndexOf('/') + 1)));
    };
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredFileSystem system && system.root().equals(root());
  }

  @Override
  public int hashCode() {
    return root().hashCode();
  }
}
