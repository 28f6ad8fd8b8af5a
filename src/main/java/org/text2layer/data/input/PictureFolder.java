package org.text2layer.data.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.text2layer.data.list.Utf8;

/**
 * Pictures with their captions in .txt files beside, in a folder and the folders in it.
 *
 * @param links whether what symbolic links lead to is read too, wherever it is
 */
record PictureFolder(Path folder, boolean links) implements PictureSource {
  /** Also what cannot be read: such a file is a failed record, and not passed over. */
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic");

  private static final int MAX_CAPTION_BYTES = 1 << 16;
  private static final String LINKED = "PictureSource.linkedFolder";

  @Override
  public Stream<InputRecord> records() {
    try {
      return new Records().stream();
    } catch (IOException error) {
      throw RecordSpliterator.unreadable(error);
    }
  }

  @Override
  public String description() {
    return FileNames.shown(folder);
  }

  /** Depth first, each folder in the order of its names' bytes: the same on every machine. */
  private final class Records extends RecordSpliterator {
    private final Deque<Iterator<Path>> open = new ArrayDeque<>();

    Records() throws IOException {
      open.push(sorted(folder.toAbsolutePath().normalize()));
    }

    @Override
    Optional<InputRecord> advance() {
      while (!open.isEmpty()) {
        if (!open.peek().hasNext()) {
          open.pop();
          continue;
        }
        Optional<InputRecord> record = look(open.peek().next());
        if (record.isPresent()) {
          return record;
        }
      }
      return Optional.empty();
    }

    /** Goes into a folder, gives a picture's record, and passes over all else. */
    private Optional<InputRecord> look(Path path) {
      if (FileNames.shown(path).startsWith(".")) { // as macOS's ._a.png and .ipynb_checkpoints
        return Optional.empty();
      }
      boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      if (folder || links && Files.isDirectory(path)) {
        try {
          open.push(sorted(entered(path)));
          return Optional.empty();
        } catch (FileSystemLoopException error) {
          return Optional.of(failed(path, "a folder", "it is a symbolic link to where it stands"));
        } catch (IOException error) {
          return Optional.of(failed(path, "a folder", "it cannot be read"));
        }
      }
      if (Files.isDirectory(path)) {
        String found = "it is a symbolic link, which only " + LINKED + " follows";
        return Optional.of(failed(path, "a folder", found));
      }
      return ENDINGS.contains(ending(path)) ? Optional.of(record(path)) : Optional.empty();
    }

    @Override
    void close() {
      open.clear();
    }
  }

  /** A folder may be read under several names, but never within itself. */
  private static Path entered(Path path) throws IOException {
    Path real = path.toRealPath();
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (above.toRealPath().equals(real)) {
        throw new FileSystemLoopException(path.toString());
      }
    }
    return path;
  }

  private static Iterator<Path> sorted(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(paths::add);
    }
    paths.sort(Comparator.comparing(path -> path.toUri().getRawPath()));
    return paths.iterator();
  }

  private static String ending(Path path) {
    String name = FileNames.shown(path);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private InputRecord record(Path picture) {
    try {
      FileNames.name(picture);
    } catch (CharacterCodingException error) {
      return failed(picture, "a file name in UTF-8", "it is something else");
    }
    String caption;
    try {
      caption = caption(picture);
    } catch (IOException error) {
      return failed(picture, "its caption in the .txt file beside", error.getMessage());
    }
    String source = source(picture);
    return CaptionedPicture.of(withoutEnding(source), caption, source, content(picture));
  }

  private PictureFile content(Path file) {
    Path root = links ? file.toAbsolutePath().getRoot() : folder;
    return new PictureFile(root, file, LINKED);
  }

  private String caption(Path picture) throws IOException {
    String name = withoutEnding(FileNames.name(picture)) + ".txt";
    Path file = FileNames.resolve(picture.getParent(), name);
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is none");
    }
    try (InputStream stream = content(file).open()) {
      byte[] bytes = stream.readNBytes(MAX_CAPTION_BYTES + 1);
      if (bytes.length > MAX_CAPTION_BYTES) {
        throw new IOException("it has more than " + MAX_CAPTION_BYTES + " bytes");
      }
      String caption = Utf8.decodeFile(bytes).strip();
      if (caption.isEmpty()) {
        throw new IOException("it is empty");
      }
      return caption;
    }
  }

  private FailedRecord failed(Path path, String expected, String found) {
    String source = source(path);
    return new FailedRecord(
        withoutEnding(source),
        source,
        "Expected %s for %s but %s: correct the file or remove it."
            .formatted(expected, source, found));
  }

  /** Relative to the folder, with slashes on every system. */
  private String source(Path path) {
    Path root = folder.toAbsolutePath().normalize();
    StringBuilder source = new StringBuilder();
    for (Path at = path; !at.equals(root); at = at.getParent()) {
      source.insert(0, source.isEmpty() ? "" : "/").insert(0, FileNames.shown(at));
    }
    return source.toString();
  }

  private static String withoutEnding(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }
}
