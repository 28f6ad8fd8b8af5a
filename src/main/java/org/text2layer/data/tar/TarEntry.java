package org.text2layer.data.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What stands at one place of an archive.
 *
 * @param name as stored, with folders; never used as a path
 * @param plain whether it is a plain file, and not a link, a device or the like
 * @param offset where its contents begin in the archive, in bytes
 * @param size of its contents in bytes, all of which the archive has
 */
public record TarEntry(String name, boolean plain, long offset, long size) {
  /**
   * The contents.
   *
   * @param archive that the entry was read from
   * @throws IOException if the archive cannot be read any more
   */
  public InputStream open(Path archive) throws IOException {
    InputStream stream = Files.newInputStream(archive);
    try {
      stream.skipNBytes(offset);
      return new PartStream(stream, size);
    } catch (IOException error) {
      stream.close();
      throw error;
    }
  }
}
