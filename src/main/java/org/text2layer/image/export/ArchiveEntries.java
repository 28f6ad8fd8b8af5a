package org.text2layer.image.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The entries of a ZIP that nobody vouches for. They stay in memory, bounded one by one; names that
 * would leave a folder are refused all the same, since the file may be unpacked elsewhere.
 */
final class ArchiveEntries implements AutoCloseable {
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new HashMap<>();

  /**
   * Opens a file.
   *
   * @throws IOException if it is no ZIP, has too many entries, or one whose name is not fit
   */
  ArchiveEntries(Path file, int maxEntries) throws IOException {
    zip = new ZipFile(file.toString());
    try {
      if (zip.size() > maxEntries) {
        throw new ZipException("it has %s entries".formatted(zip.size()));
      }
      for (ZipEntry entry : zip.stream().toList()) {
        add(entry);
      }
    } catch (IOException | RuntimeException error) {
      zip.close();
      throw error;
    }
  }

  private void add(ZipEntry entry) throws ZipException {
    String name = entry.getName();
    boolean leaves =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || List.of(name.split("/")).contains("..");
    if (leaves) {
      throw new ZipException("its entry '" + name + "' would leave the folder");
    }
    if (entries.put(name, entry) != null) {
      throw new ZipException("its entry '" + name + "' is there twice");
    }
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /**
   * One entry, inflated.
   *
   * @throws IOException if it is damaged or has more than {@code max} bytes
   */
  byte[] read(String name, int max) throws IOException {
    ZipEntry entry = entries.get(name);
    try (InputStream stream = zip.getInputStream(entry)) {
      byte[] bytes = stream.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new ZipException("its entry '%s' has more than %s bytes".formatted(name, max));
      }
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw new ZipException("its entry '" + name + "' is damaged");
      }
      return bytes;
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
