package org.text2layer.data.tar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.text2layer.folder.FileSignature;

/** How an archive is packed, told by its first bytes: names say .tar of all kinds. */
enum Compression {
  NONE,
  GZIP,
  BZIP2;

  /** What stands in the header of every tar but the oldest. */
  private static final int MAGIC_OFFSET = 257;

  /**
   * That of a file.
   *
   * @throws IOException if it cannot be read, or is plainly no archive; the message says what it is
   */
  static Compression of(Path file) throws IOException {
    byte[] start;
    try (InputStream stream = Files.newInputStream(file)) {
      start = stream.readNBytes(FileSignature.BYTES);
    }
    if (start.length > MAGIC_OFFSET && start[MAGIC_OFFSET] == 'u') {
      return NONE;
    }
    if (GzipCompressorInputStream.matches(start, start.length)) {
      return GZIP;
    }
    if (BZip2CompressorInputStream.matches(start, start.length)) {
      return BZIP2;
    }
    Optional<FileSignature> other = FileSignature.of(start);
    if (other.isPresent()) {
      throw new IOException(other.get().toString());
    }
    return NONE;
  }

  /** The archive's own bytes, from its beginning; all members of a packed file that has several. */
  InputStream open(Path file) throws IOException {
    InputStream stream = Files.newInputStream(file);
    try {
      return switch (this) {
        case NONE -> stream;
        case GZIP ->
            GzipCompressorInputStream.builder()
                .setInputStream(new BufferedInputStream(stream))
                .setDecompressConcatenated(true)
                .get();
        case BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(stream), true);
      };
    } catch (IOException error) {
      stream.close();
      throw error;
    }
  }
}
