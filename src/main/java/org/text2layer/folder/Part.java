package org.text2layer.folder;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file or folder on its way to its name, or away from it.
 *
 * @param path where it is, beside
 * @param target where it belongs
 */
record Part(Path path, Path target) {
  private static final String PREFIX = ".part-";

  /** Nothing yet, in the target's folder, which is made if it is missing. */
  static Part of(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    if (target.getParent() == null) {
      throw new FileSystemException(file.toString(), null, "it has no folder");
    }
    makeFolder(target.getParent());
    // A short name, so that it is one wherever the target's is.
    return new Part(target.resolveSibling(PREFIX + UUID.randomUUID()), target);
  }

  static void makeFolder(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(folder)) {
      makeFolder(parent);
      Files.createDirectories(folder);
      forceNames(parent);
    }
  }

  /** Puts all contents where a power cut does not reach them. */
  void force() throws IOException {
    for (Path file : below(path)) {
      if (Files.isDirectory(file)) {
        forceNames(file);
      } else if (file.getFileSystem().equals(FileSystems.getDefault())) {
        // By a descriptor, since an interrupt of the thread closes a channel.
        try (FileOutputStream stream = new FileOutputStream(file.toFile(), true)) {
          stream.getFD().sync();
        }
      }
    }
  }

  /** Gives it its name, in place of an older file. */
  void move() throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceNames(target.getParent());
  }

  /** The names in a folder. */
  static void forceNames(Path folder) {
    boolean interrupted = Thread.interrupted(); // it would close the channel
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException | UnsupportedOperationException none) { // not every system has this call
      return;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static boolean isOne(Path file) {
    return file.getFileName().toString().startsWith(PREFIX);
  }

  /** Deletes what killed runs left in a folder, not in those below. */
  static void deleteIn(Path folder) throws IOException {
    for (Path file : list(folder)) {
      if (isOne(file)) {
        delete(file);
      }
    }
  }

  /** What is in a folder; nothing if it is not there. */
  static List<Path> list(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** A file, or a folder and all that is in it; nothing if it is not there. */
  static void delete(Path path) throws IOException {
    for (Path file : below(path)) {
      Files.delete(file);
    }
  }

  /** The deepest first; links are not followed. */
  private static List<Path> below(Path path) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
