package org.text2layer.folder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole or not at all. Its folder is made if it is missing. An open one is for
 * one thread; of several threads or processes that write the same file, each writes its own, and
 * the last one's stays.
 */
public final class WholeFile implements AutoCloseable {
  private final Part part;
  private final OutputStream file;
  private final OutputStream out;

  private WholeFile(Part part) throws IOException {
    this.part = part;
    this.file =
        Files.newOutputStream(part.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(file, 1 << 16);
  }

  /** What a file shall hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is buffered, and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a new file.
   *
   * @throws FileAlreadyExistsException if there is one; it is untouched then
   * @throws IOException if it cannot be written; nothing new is left
   */
  public static void create(Path file, Content content) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    try (WholeFile whole = begin(file)) {
      content.writeTo(whole.out);
      whole.finish();
      whole.nameIfFree();
    }
  }

  /**
   * Writes a file in place of an older one, in one step.
   *
   * @throws IOException if it cannot be written; what was there before is untouched then, and
   *     nothing new is left
   */
  public static void replace(Path file, Content content) throws IOException {
    try (WholeFile whole = begin(file)) {
      content.writeTo(whole.out);
      whole.commit();
    }
  }

  /** The same with a text in UTF-8. */
  public static void replace(Path file, String text) throws IOException {
    replace(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The same for callers without an exception of their own.
   *
   * @param kind what to call it in the message, as "table"
   * @throws UncheckedIOException likewise
   */
  public static void replace(String kind, Path file, String text) {
    try {
      replace(file, text);
    } catch (IOException error) {
      throw new UncheckedIOException(
          "Expected to write the %s %s but it failed (%s): check the folder and free space."
              .formatted(kind, file, error),
          error);
    }
  }

  /** Begins a file that is written over some time. */
  public static WholeFile begin(Path file) throws IOException {
    return new WholeFile(Part.of(file));
  }

  /** Where the contents go; buffered. */
  public OutputStream out() {
    return out;
  }

  /** Gives the file its name, in place of an older one. */
  public void commit() throws IOException {
    finish();
    part.move();
  }

  private void finish() throws IOException {
    out.close();
    part.force();
  }

  /** A second name, since no move of all systems leaves a file alone that appears meanwhile. */
  private void nameIfFree() throws IOException {
    try {
      Files.createLink(part.target(), part.path());
    } catch (FileAlreadyExistsException error) {
      throw error;
    } catch (FileSystemException | UnsupportedOperationException withoutLinks) {
      Files.move(part.path(), part.target());
    }
    Part.forceNames(part.target().getParent());
  }

  /** Deletes what has not got its name; where that fails, it stays as that of a killed run does. */
  @Override
  public void close() {
    try {
      file.close(); // without what is buffered, for which there may be no space
      Files.deleteIfExists(part.path());
    } catch (IOException leftover) {
      return;
    }
  }
}
