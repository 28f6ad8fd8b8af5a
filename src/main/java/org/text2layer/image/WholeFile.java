package org.text2layer.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that appear whole or not at all: beside their place first, then moved there. Safe
 * for use by many threads; of several that write the same file, one wins and its file is whole.
 */
public final class WholeFile {
  private WholeFile() {}

  /** What a file shall hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is buffered, and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param kind what to call it in messages, as "picture"
   * @throws PictureException if it exists and shall not be replaced, or cannot be written; what was
   *     there before is untouched then, and nothing new is left
   */
  public static void write(String kind, Path file, IfExists ifExists, Content content) {
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      if (ifExists == IfExists.REFUSE && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      try {
        write(beside, content);
        move(beside, target, ifExists);
      } finally {
        Files.deleteIfExists(beside); // after a move there is nothing to delete
      }
    } catch (FileAlreadyExistsException error) {
      throw new PictureException(
          "Expected a new name for the %s but %s exists: choose another, or pass IfExists.REPLACE."
              .formatted(kind, file),
          error);
    } catch (IOException error) {
      throw new PictureException(
          "Expected to write the %s %s but it failed (%s): check the folder and free space."
              .formatted(kind, file, error),
          error);
    }
  }

  private static void write(Path beside, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(
                beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      content.writeTo(out);
    }
  }

  private static void move(Path beside, Path target, IfExists ifExists) throws IOException {
    if (ifExists == IfExists.REPLACE) {
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.move(beside, target); // an atomic move would replace what appeared meanwhile
    }
  }
}
