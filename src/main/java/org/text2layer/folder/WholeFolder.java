package org.text2layer.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes and deletes folders that are there whole or not at all. Safe for use by many threads. */
public final class WholeFolder {
  private WholeFolder() {}

  /** What a folder shall hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it into a folder that does not have its name yet. */
    void writeTo(Path part) throws IOException;
  }

  /**
   * Writes a folder in place of an older one.
   *
   * @throws IOException if it cannot be written; nothing new is left then
   */
  public static void replace(Path target, Content content) throws IOException {
    Part part = Part.of(target);
    try {
      content.writeTo(Files.createDirectory(part.path()));
      part.force();
      delete(target);
      part.move();
    } finally {
      Part.delete(part.path()); // on a full disk, what is there of it is in the way
    }
  }

  /** Takes the name first: what is being deleted counts no more. Nothing if it is not there. */
  public static void delete(Path target) throws IOException {
    if (Files.exists(target)) {
      Path beside = Part.of(target).path();
      new Part(target, beside).move();
      Part.delete(beside);
    }
  }
}
