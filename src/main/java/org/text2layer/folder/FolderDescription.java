package org.text2layer.folder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a folder is made of, as a file in it says: who makes the same goes on there, others are
 * refused.
 *
 * @param file its name in the folder
 * @param text a JSON object, of at most 1 MB
 */
public record FolderDescription(String file, String text) {
  private static final int MEGABYTES = 1;

  /**
   * Takes a folder that is new, empty, or has this description, and writes it if it is not there.
   *
   * @throws FolderException if the folder is of something else, and untouched then
   */
  public void claim(Path folder) throws IOException {
    if (!isIn(folder)) {
      try {
        WholeFile.create(
            folder.resolve(file), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
      } catch (FileAlreadyExistsException byAnotherOneMeanwhile) {
        isIn(folder);
      }
    }
  }

  /** False if the folder is new or empty. */
  private boolean isIn(Path folder) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      requireEmpty(folder);
      return false;
    }
    Optional<String> difference =
        Difference.between(read(path), JsonParser.parseString(text).getAsJsonObject());
    if (difference.isPresent()) {
      throw new FolderException(
          "Expected in %s what is to be made now but %s: choose another folder, or go on as it began."
              .formatted(path, difference.get()));
    }
    return true;
  }

  private static JsonObject read(Path path) {
    try {
      return JsonFile.read(path, MEGABYTES, json -> json);
    } catch (IOException error) {
      throw new FolderException(
          "Expected a JSON object in %s that says what the folder is made of but it cannot be read (%s): choose another folder."
              .formatted(path, error.getMessage()),
          error);
    }
  }

  private void requireEmpty(Path folder) throws IOException {
    if (!Part.list(folder).stream().allMatch(Part::isOne)) {
      throw new FolderException(
          "Expected a new or empty folder, or one with a %s, but %s has other files: choose another."
              .formatted(file, folder));
    }
  }
}
