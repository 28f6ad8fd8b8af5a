package org.text2layer.train.run;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.text2layer.data.build.FolderLock;
import org.text2layer.image.IfExists;
import org.text2layer.image.Picture;
import org.text2layer.image.PngWriter;
import org.text2layer.train.TrainingException;

/**
 * The files of a run, locked while it is open. A folder of {@code checkpoints} or {@code previews}
 * has its name, the number of steps done, once it is complete; what begins with a dot was not.
 */
final class RunFolder implements AutoCloseable {
  static final String DESCRIPTION = "run.json";
  static final String END = "end.json";
  static final String PREVIEWS = "previews";

  /** Names of the folders of steps. */
  static final String STEP = "\\d{10,18}";

  private static final String CHECKPOINTS = "checkpoints";

  /** A file that nobody reads: on Unix, closing any stream of a locked file unlocks it. */
  private static final String LOCK = ".lock";

  private static final String NAME = "%010d";
  private static final String PART = ".part-";

  /** That its JSON files have at most. */
  static final int MEGABYTES = 1;

  private final Path folder;
  private final FolderLock lock;

  private RunFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens a new folder, or one that a run of this description left.
   *
   * @throws TrainingException if it belongs to something else
   */
  static RunFolder open(Path folder, JsonObject description) throws IOException {
    Path file = folder.resolve(DESCRIPTION);
    Files.createDirectories(folder);
    if (Files.exists(file)) {
      requireSame(file, description);
    } else {
      begin(folder, description);
    }
    Path locked = folder.resolve(LOCK);
    if (!Files.exists(locked)) {
      Files.write(locked, new byte[0]);
    }
    RunFolder opened = new RunFolder(folder, FolderLock.take(locked));
    Files.createDirectories(folder.resolve(CHECKPOINTS));
    Files.createDirectories(folder.resolve(PREVIEWS));
    opened.deleteParts();
    return opened;
  }

  private static void requireSame(Path file, JsonObject description) throws IOException {
    if (Files.size(file) > (long) MEGABYTES << 20) {
      throw new TrainingException(
          "Expected a run's description of at most 1 MB but %s is larger: choose another folder."
              .formatted(file));
    }
    JsonObject found;
    try {
      found = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException error) {
      throw new TrainingException(
          "Expected a run's description in %s but it is no JSON object: choose another folder."
              .formatted(file),
          error);
    }
    Optional<String> difference = difference("", found, description);
    if (difference.isPresent()) {
      throw new TrainingException(
          "Expected %s to be of this training but %s: choose another folder, or train as it began."
              .formatted(file, difference.get()));
    }
  }

  /** The first field that differs: "its configuration.seed is 1 and not 2". */
  private static Optional<String> difference(String prefix, JsonObject found, JsonObject wanted) {
    List<String> names = new ArrayList<>(wanted.keySet());
    found.keySet().stream().filter(name -> !wanted.has(name)).forEach(names::add);
    for (String name : names) {
      var one = found.get(name);
      var other = wanted.get(name);
      if (one != null && other != null && one.isJsonObject() && other.isJsonObject()) {
        Optional<String> within =
            difference(prefix + name + ".", one.getAsJsonObject(), other.getAsJsonObject());
        if (within.isPresent()) {
          return within;
        }
      } else if (one == null || !one.equals(other)) {
        return Optional.of("its %s%s is %s and not %s".formatted(prefix, name, one, other));
      }
    }
    return Optional.empty();
  }

  private static void begin(Path folder, JsonObject description) throws IOException {
    Path part = folder.resolve(PART + DESCRIPTION);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(file -> !file.equals(part))) {
        throw new TrainingException(
            "Expected an empty folder or one that a training began but %s has other files: choose another."
                .formatted(folder));
      }
    }
    Files.writeString(
        part,
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(description)
            + "\n");
    Files.move(part, folder.resolve(DESCRIPTION), StandardCopyOption.ATOMIC_MOVE);
  }

  Path folder() {
    return folder;
  }

  /** The steps that have a checkpoint, in order. */
  static List<Long> checkpoints(Path folder) {
    return named(folder.resolve(CHECKPOINTS), STEP).stream().map(Long::valueOf).sorted().toList();
  }

  /** The names in a folder that match a pattern; none if there is no such folder. */
  static List<String> named(Path folder, String pattern) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(pattern))
          .toList();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** Where the checkpoint after so many steps is, or would be. */
  static Path checkpoint(Path folder, long step) {
    return folder.resolve(CHECKPOINTS).resolve(NAME.formatted(step));
  }

  /** Where the preview after so many steps is, or would be. */
  static Path preview(Path folder, long step) {
    return folder.resolve(PREVIEWS).resolve(NAME.formatted(step));
  }

  /** Where the state before a step that failed is, or would be. */
  static Path failure(Path folder, long step) {
    return folder.resolve("failure-" + NAME.formatted(step));
  }

  /** Says how the run ended; holds until its log goes on. */
  void writeEnd(long step, TrainingReport.End end) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("step", step);
    json.addProperty("end", end.name());
    Path part = folder.resolve(PART + END);
    Files.writeString(part, json + "\n");
    Files.move(part, folder.resolve(END), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What a folder shall hold. */
  @FunctionalInterface
  interface Content {
    /** Writes all of it into a folder that does not have its name yet. */
    void writeTo(Path part) throws IOException;
  }

  /** Writes a folder that appears whole or not at all; what had its name before gives way. */
  void write(Path target, Content content) throws IOException {
    Path part = target.resolveSibling(PART + target.getFileName());
    deleteAll(part);
    try {
      Files.createDirectories(part);
      content.writeTo(part);
      DurableFiles.force(part);
      if (Files.exists(target)) {
        delete(target);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.forceFolder(target.getParent());
    } finally {
      deleteAll(part); // on a full disk, what is there of it is in the way
    }
  }

  /** Takes the name first: what is being deleted is no checkpoint any more. */
  void delete(Path target) throws IOException {
    Path part = target.resolveSibling(PART + "old-" + target.getFileName());
    deleteAll(part);
    Files.move(target, part, StandardCopyOption.ATOMIC_MOVE);
    deleteAll(part);
  }

  /** Writes the pictures of a preview. */
  void writePreview(long step, Map<String, Picture> pictures) throws IOException {
    write(
        preview(folder, step),
        part -> {
          for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
            writePicture(step, picture.getKey(), picture.getValue(), part);
          }
        });
  }

  private static void writePicture(long step, String name, Picture picture, Path part) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,79}")) {
      throw new TrainingException(
          "Expected a preview's name of small letters, digits and '-' but came '%s': it names a file."
              .formatted(name));
    }
    Map<String, String> text = Map.of("step", Long.toString(step));
    PngWriter.write(picture, text, part.resolve(name + ".png"), IfExists.REPLACE);
  }

  private void deleteParts() throws IOException {
    for (String parent : List.of(CHECKPOINTS, PREVIEWS)) {
      List<Path> parts;
      try (Stream<Path> files = Files.list(folder.resolve(parent))) {
        parts = files.filter(file -> file.getFileName().toString().startsWith(PART)).toList();
      }
      for (Path part : parts) {
        deleteAll(part);
      }
    }
  }

  private static void deleteAll(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(path)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
