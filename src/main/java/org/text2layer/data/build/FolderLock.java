package org.text2layer.data.build;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.text2layer.data.DatasetException;

/** Keeps a folder for one writer, of this virtual machine or another, until closed. */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a folder by one of its files.
   *
   * @param file exists already
   * @throws DatasetException if another one holds it
   */
  public static FolderLock take(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException error) { // by this virtual machine
      channel.close();
      throw inUse(file, error);
    }
    channel.close();
    throw inUse(file, null);
  }

  private static DatasetException inUse(Path file, Exception cause) {
    return new DatasetException(
        "Expected %s for this run alone but another one is writing there: wait for it or stop it."
            .formatted(file.getParent()),
        cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
