package org.text2layer.data.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture in a file of its own.
 *
 * @param root the folder that it must not leave, not even by symbolic links
 * @param option by which a source reads what its links lead to, for the message
 */
record PictureFile(Path root, Path file, String option) implements CaptionedPicture.Content {
  @Override
  public InputStream open() throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is no plain file");
    }
    if (!file.toRealPath().startsWith(root.toRealPath())) {
      throw new IOException(
          "a symbolic link leads out of the folder, which only " + option + " reads");
    }
    return Files.newInputStream(file);
  }
}
