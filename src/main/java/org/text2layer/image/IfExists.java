package org.text2layer.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.text2layer.folder.WholeFile;

/** What to do when a file of that name is there already. */
public enum IfExists {
  /** Leave it alone and say so. */
  REFUSE,
  /** Put the new file in its place, in one step. */
  REPLACE;

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is closed by the caller. */
    void writeTo(OutputStream stream) throws IOException;
  }

  /**
   * Writes a file, whole or not at all, into a folder that is there. Safe for use by many threads.
   *
   * @param kind what to call it in messages, as "picture"
   * @throws PictureException if it exists and shall not be replaced, or cannot be written; what was
   *     there before is untouched then, and nothing new is left
   */
  public void write(String kind, Path file, Content content) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        throw new NoSuchFileException(folder.toString());
      }
      if (this == REPLACE) {
        WholeFile.replace(file, content::writeTo);
      } else {
        WholeFile.create(file, content::writeTo);
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
}
