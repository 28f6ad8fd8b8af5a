package org.text2layer.data.tar;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Goes through a tar archive (ustar, pax or GNU) from its beginning. Nothing is unpacked; contents
 * are read only when asked for. Archives are not trusted: headers and contents are limited before
 * they are kept in memory. For one thread.
 */
public final class TarReader implements Closeable {
  /** An archive ends with two empty blocks of 512 bytes. */
  private static final int END_BYTES = 1024;

  private final Path file;
  private final long fileBytes;
  private final BoundedHeaders bytes;
  private final TarArchiveInputStream tar;

  private TarReader(Path file, long fileBytes, BoundedHeaders bytes) {
    this.file = file;
    this.fileBytes = fileBytes;
    this.bytes = bytes;
    this.tar = new TarArchiveInputStream(bytes, StandardCharsets.UTF_8.name());
  }

  /**
   * Opens an archive.
   *
   * @throws IOException if there is no such file or it may not be read
   */
  public static TarReader open(Path file) throws IOException {
    long size = Files.size(file);
    return new TarReader(
        file, size, new BoundedHeaders(new BufferedInputStream(Files.newInputStream(file))));
  }

  /**
   * The next entry that is not a folder; none at the end.
   *
   * @throws IOException if the archive is damaged or ends too early; nothing more can be read then
   */
  public Optional<TarEntry> next() throws IOException {
    try {
      TarArchiveEntry entry = nextHeader();
      while (entry != null && entry.isDirectory()) {
        entry = nextHeader();
      }
      if (entry == null) {
        checkEnd();
        return Optional.empty();
      }
      if (entry.getSize() > fileBytes - bytes.position()) {
        throw new IOException("it ends inside of '" + entry.getName() + "'");
      }
      byte type = entry.getLinkFlag();
      boolean plain = type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM;
      return Optional.of(new TarEntry(entry.getName(), plain, bytes.position(), entry.getSize()));
    } catch (RuntimeException error) { // the parser's, on damaged numbers
      throw new IOException("a header is damaged", error);
    }
  }

  private TarArchiveEntry nextHeader() throws IOException {
    TarArchiveEntry current = tar.getCurrentEntry();
    if (current != null) {
      tar.skip(current.getSize());
    }
    bytes.startHeader();
    TarArchiveEntry next = tar.getNextEntry();
    bytes.endHeader();
    return next;
  }

  private void checkEnd() throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, fileBytes - END_BYTES));
      byte[] end = Channels.newInputStream(channel).readNBytes(END_BYTES);
      if (!Arrays.equals(end, new byte[END_BYTES])) {
        throw new IOException("its end mark is missing, so that entries may be too");
      }
    }
  }

  /**
   * The contents of the entry that {@link #next} gave last; may be asked for once.
   *
   * @throws IOException if there are more than {@code max} bytes, or they cannot be read
   */
  public byte[] read(int max) throws IOException {
    if (tar.getCurrentEntry().getSize() > max) {
      throw new IOException(
          "'%s' has more than %s bytes".formatted(tar.getCurrentEntry().getName(), max));
    }
    return tar.readNBytes(max);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
