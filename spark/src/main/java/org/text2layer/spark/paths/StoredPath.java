package org.text2layer.spark.paths;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Names parted by slashes. Immutable. */
final class StoredPath implements Path {
  /** What a URI's path may hold unescaped, as Java's own paths have it (RFC 2396). */
  private static final String PLAIN = "-_.!~*'():@&=+$,;/";

  private final StoredFileSystem files;
  private final boolean absolute;
  private final List<String> names;
  private final boolean folder;

  StoredPath(StoredFileSystem files, boolean absolute, List<String> names) {
    this(files, absolute, names, false);
  }

  private StoredPath(StoredFileSystem files, boolean absolute, List<String> names, boolean folder) {
    this.files = files;
    this.absolute = absolute;
    this.names = List.copyOf(names);
    this.folder = folder;
  }

  /** The same, whose URI ends in a slash as those of Java's own folders do: names sort by it. */
  StoredPath asFolder() {
    return new StoredPath(files, absolute, names, true);
  }

  static StoredPath parse(StoredFileSystem files, String text) {
    List<String> names = new ArrayList<>();
    for (String name : text.split("/")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return new StoredPath(files, text.startsWith("/"), names);
  }

  private StoredPath with(boolean nowAbsolute, List<String> nowNames) {
    return new StoredPath(files, nowAbsolute, nowNames);
  }

  private static StoredPath own(Path other) {
    if (other instanceof StoredPath stored) {
      return stored;
    }
    throw new ProviderMismatchException();
  }

  org.apache.hadoop.fs.Path stored() {
    return new org.apache.hadoop.fs.Path(files.root().resolve(toUri().getRawPath()));
  }

  @Override
  public StoredFileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public Path getRoot() {
    return absolute ? with(true, List.of()) : null;
  }

  @Override
  public Path getFileName() {
    return names.isEmpty() ? null : getName(names.size() - 1);
  }

  @Override
  public Path getParent() {
    if (names.isEmpty() || names.size() == 1 && !absolute) {
      return null;
    }
    return with(absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public Path getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public Path subpath(int begin, int end) {
    if (begin < 0 || end > names.size() || begin >= end) {
      throw new IllegalArgumentException(
          "Expected names within %s but got %s to %s.".formatted(this, begin, end));
    }
    return with(false, names.subList(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof StoredPath stored
        && stored.absolute == absolute
        && stored.names.size() <= names.size()
        && names.subList(0, stored.names.size()).equals(stored.names);
  }

  @Override
  public boolean endsWith(Path other) {
    return other instanceof StoredPath stored
        && (stored.absolute
            ? equals(stored)
            : stored.names.size() <= names.size()
                && names
                    .subList(names.size() - stored.names.size(), names.size())
                    .equals(stored.names));
  }

  @Override
  public Path normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      boolean known = !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..");
      if (name.equals("..") && known) {
        kept.remove(kept.size() - 1);
      } else if (!name.equals(".") && !(name.equals("..") && absolute)) {
        kept.add(name);
      }
    }
    return with(absolute, kept);
  }

  @Override
  public Path resolve(Path other) {
    StoredPath stored = own(other);
    if (stored.absolute) {
      return stored;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(stored.names);
    return with(absolute, all);
  }

  @Override
  public Path relativize(Path other) {
    if (!other.startsWith(this)) {
      throw new IllegalArgumentException("Expected %s within %s.".formatted(other, this));
    }
    StoredPath stored = own(other);
    return with(false, stored.names.subList(names.size(), stored.names.size()));
  }

  @Override
  public URI toUri() {
    StringBuilder path = new StringBuilder();
    for (String name : names) {
      path.append('/');
      for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
        boolean letter =
            value >= 0 && (Character.isLetterOrDigit(value) || PLAIN.indexOf(value) >= 0);
        path.append(letter ? Character.toString(value) : "%%%02X".formatted(value));
      }
    }
    if (folder || path.isEmpty()) {
      path.append('/');
    }
    return files.root().resolve(path.toString());
  }

  @Override
  public Path toAbsolutePath() {
    return with(true, names);
  }

  /** There are no links. */
  @Override
  public Path toRealPath(LinkOption... options) {
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(own(other).toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredPath stored
        && stored.files.equals(files)
        && stored.absolute == absolute
        && stored.names.equals(names);
  }

  @Override
  public int hashCode() {
    return Objects.hash(files, absolute, names);
  }

  @Override
  public String toString() {
    return (absolute ? "/" : "") + String.join("/", names);
  }
}
