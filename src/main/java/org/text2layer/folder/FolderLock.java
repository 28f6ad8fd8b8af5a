package org.text2layer.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one writer, of this virtual machine or another, until closed. Nobody reads the
 * file {@code .lock}, since on Unix closing any stream of a locked file unlocks it. It stays,
 * empty, in finished folders too: whoever has opened it and waits would lock a file without a name
 * once it is deleted, while the next one makes and locks another of that name, and two would write.
 */
public final class FolderLock implements AutoCloseable {
  private static final String FILE = ".lock";

  /** Those of this virtual machine: to ask the system would unlock the file, see above. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a folder that is new, empty, or of this description, writes the description if it is not
   * there, and deletes what a killed run left beside.
   *
   * @param inside names of the folders in it that are cleaned as well, where they are there
   * @throws FolderException if it is of something else, and untouched then, or another one holds it
   */
  public static FolderLock take(Path folder, FolderDescription description, List<String> inside)
      throws IOException {
    description.claim(folder);
    FolderLock lock = locked(folder);
    try {
      Part.deleteIn(folder);
      for (String name : inside) {
        Part.deleteIn(folder.resolve(name));
      }
      return lock;
    } catch (IOException | RuntimeException error) {
      lock.close();
      throw error;
    }
  }

  private static FolderLock locked(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw inUse(folder);
    }
    try {
      FileChannel channel =
          FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new FolderLock(real, channel);
      }
      channel.close();
    } catch (IOException error) {
      HELD.remove(real);
      throw error;
    } catch (OverlappingFileLockException byAnotherClassLoader) { // closed, it would be unlocked
      throw inUse(folder);
    }
    HELD.remove(real);
    throw inUse(folder);
  }

  private static FolderException inUse(Path folder) {
    return new FolderException(
        "Expected %s for this run alone but another one is writing there: wait for it or stop it."
            .formatted(folder));
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD.remove(folder);
    }
  }
}
