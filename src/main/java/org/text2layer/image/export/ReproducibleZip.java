package org.text2layer.image.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.text2layer.image.Picture;
import org.text2layer.image.PngWriter;

/** Writes a ZIP whose bytes depend on its contents only: no clock, no time zone, no file system. */
final class ReproducibleZip implements AutoCloseable {
  /** Not the first moment that a ZIP can tell: Java stores that one with its time zone. */
  private static final LocalDateTime WRITTEN = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipOutputStream zip;

  ReproducibleZip(OutputStream out) {
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /** A text in UTF-8, compressed. */
  void deflate(String name, String text) throws IOException {
    write(new ZipEntry(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes as they are. */
  void store(String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    write(entry, bytes);
  }

  /** A PNG, not compressed once more. */
  void store(String name, Picture picture) throws IOException {
    store(name, PngWriter.encode(picture, Map.of()));
  }

  private void write(ZipEntry entry, byte[] bytes) throws IOException {
    entry.setTimeLocal(WRITTEN);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
