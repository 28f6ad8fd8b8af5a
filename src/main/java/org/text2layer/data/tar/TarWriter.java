package org.text2layer.data.tar;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes a tar archive whose bytes depend on nothing but names and contents: no time, no owner, one
 * mode. For one thread.
 */
public final class TarWriter implements Closeable {
  private static final int MODE = 0100644;

  private final TarArchiveOutputStream tar;

  /** Begins an archive; the stream is closed with it. */
  public TarWriter(OutputStream out) {
    tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /**
   * Adds a file.
   *
   * @param name with folders parted by slashes
   */
  public void add(String name, byte[] contents) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(contents.length);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setMode(MODE);
    tar.putArchiveEntry(entry);
    tar.write(contents);
    tar.closeArchiveEntry();
  }

  /** Writes the end mark and leaves the stream open. */
  public void finish() throws IOException {
    tar.finish();
    tar.flush();
  }

  /** Writes the end mark, unless that is done, and closes the stream. */
  @Override
  public void close() throws IOException {
    tar.close();
  }
}
