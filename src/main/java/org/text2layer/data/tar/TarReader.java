package org.text2layer.data.tar;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Goes through a tar archive (ustar, pax or GNU, plain or packed by gzip or bzip2) from its
 * beginning. Nothing is unpacked onto the disk; contents are read only when asked for. Archives are
 * not trusted: headers and contents are limited before they are kept in memory. For one thread.
 */
public final class TarReader implements Closeable {
  /** An archive ends with two empty blocks of 512 bytes. */
  private static final int END_BYTES = 1024;

  private final boolean packed;
  private final long fileBytes;
  private final BoundedHeaders bytes;
  private final TarArchiveInputStream tar;

  private TarReader(boolean packed, long fileBytes, BoundedHeaders bytes) {
    this.packed = packed;
    this.fileBytes = fileBytes;
    this.bytes = bytes;
    this.tar = new TarArchiveInputStream(bytes, StandardCharsets.UTF_8.name());
  }

  /**
   * Opens an archive.
   *
   * @throws IOException if there is no such file, it may not be read, or it is plainly something
   *     else, as the message says
   */
  public static TarReader open(Path file) throws IOException {
    Compression compression = Compression.of(file);
    boolean packed = compression != Compression.NONE;
    long size = packed ? Long.MAX_VALUE : Files.size(file);
    InputStream stream = new BufferedInputStream(compression.open(file));
    return new TarReader(packed, size, new BoundedHeaders(stream));
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
        return Optional.empty();
      }
      if (entry.getSize() > fileBytes - bytes.position()) {
        throw new IOException("it ends inside of '" + entry.getName() + "'");
      }
      byte type = entry.getLinkFlag();
      boolean plain = type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM;
      return Optional.of(
          new TarEntry(name(entry), plain, packed, bytes.position(), entry.getSize()));
    } catch (UncheckedIOException error) { // a store's, and no damage
      throw error;
    } catch (RuntimeException error) { // the parser's, on damaged numbers
      throw new IOException("a header is damaged", error);
    }
  }

  private TarArchiveEntry nextHeader() throws IOException {
    TarArchiveEntry current = tar.getCurrentEntry();
    if (current != null) {
      tar.skip(current.getSize());
    }
    long start = bytes.startHeader();
    TarArchiveEntry next = tar.getNextEntry();
    bytes.endHeader();
    if (next == null && bytes.position() - start < END_BYTES) {
      throw new IOException("its end mark is missing, so that entries may be too");
    }
    return next;
  }

  /** The parser puts the same letter for all wrong bytes: such a name is read once more. */
  private String name(TarArchiveEntry entry) throws IOException {
    String name = entry.getName();
    if (name.indexOf('?') < 0 && name.indexOf('\ufffd') < 0) {
      return name;
    }
    InputStream header = new ByteArrayInputStream(bytes.header());
    try (var again = new TarArchiveInputStream(header, StandardCharsets.ISO_8859_1.name())) {
      String stored = again.getNextEntry().getName();
      byte[] raw = stored.getBytes(StandardCharsets.ISO_8859_1);
      boolean right = Arrays.equals(raw, name.getBytes(StandardCharsets.UTF_8));
      return right || stored.equals(name) ? name : escaped(stored);
    }
  }

  private static String escaped(String stored) {
    StringBuilder name = new StringBuilder();
    for (char letter : stored.toCharArray()) {
      name.append(letter < 0x80 ? "" : "\ufffd");
      name.append(letter < 0x80 ? letter : Integer.toHexString(letter));
    }
    return name.toString();
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
