package org.text2layer.data.tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What stands at one place of an archive.
 *
 * @param name as stored, with folders; never used as a path; bytes that are not UTF-8 stand in it
 *     as U+FFFD and their hexadecimal value, so that other names are others here
 * @param plain whether it is a plain file, and not a link, a device or the like
 * @param packed whether the archive is, so that contents are found only by unpacking all before
 *     them: then read them on the way
 * @param offset where its contents begin in the archive as it is unpacked, in bytes
 * @param size of its contents in bytes, all of which the archive has
 */
public record TarEntry(String name, boolean plain, boolean packed, long offset, long size) {
  /**
   * The contents.
   *
   * @param archive that the entry was read from
   * @throws IOException if the archive cannot be read any more
   */
  public InputStream open(Path archive) throws IOException {
    InputStream stream =
        packed ? Compression.of(archive).open(archive) : Files.newInputStream(archive);
    try {
      stream.skipNBytes(offset);
      return new PartStream(stream, size);
    } catch (IOException error) {
      stream.close();
      throw error;
    }
  }
}
