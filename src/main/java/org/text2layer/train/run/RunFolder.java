package org.text2layer.train.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.text2layer.folder.FolderDescription;
import org.text2layer.folder.FolderException;
import org.text2layer.folder.FolderLock;
import org.text2layer.folder.JsonFile;
import org.text2layer.folder.WholeFile;
import org.text2layer.folder.WholeFolder;
import org.text2layer.image.IfExists;
import org.text2layer.image.Picture;
import org.text2layer.image.PngWriter;
import org.text2layer.nn.device.SoftwareVersions;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingTask;

/**
 * The files of a run, locked while it is open. A folder of {@code checkpoints} or {@code previews}
 * has its name, the number of steps done, once it is complete; what begins with a dot was not.
 */
final class RunFolder implements AutoCloseable {
  static final String DESCRIPTION = "run.json";
  static final String END = "end.json";

  private static final int FORMAT = 1;
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();
  private static final String PREVIEWS = "previews";
  private static final String CHECKPOINTS = "checkpoints";
  private static final int LONGEST_CAPTION = 2_000;

  /** That its JSON files have at most. */
  static final int MEGABYTES = 1;

  private final Path folder;
  private final FolderLock lock;
  private final JsonObject provenance;

  private RunFolder(Path folder, FolderLock lock, JsonObject provenance) {
    this.folder = folder;
    this.lock = lock;
    this.provenance = provenance;
  }

  /**
   * Opens a new folder, or one that a run of the same task, data and configuration left.
   *
   * @throws FolderException if it belongs to something else, or another run writes there
   */
  static RunFolder open(
      Path folder, TrainingTask<?> task, TrainingData<?> data, TrainingConfiguration configuration)
      throws IOException {
    JsonObject description = description(task, data, configuration);
    FolderDescription own = new FolderDescription(DESCRIPTION, JsonFile.text(description));
    JsonObject provenance = provenance(task, description);
    FolderLock lock = FolderLock.take(folder, own, List.of(CHECKPOINTS, PREVIEWS));
    return new RunFolder(folder, lock, provenance);
  }

  /** All that has to stay the same for a run to go on. */
  private static JsonObject description(
      TrainingTask<?> task, TrainingData<?> data, TrainingConfiguration configuration) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("task", task.name());
    json.add("description", task.description());
    JsonObject optimizers = new JsonObject();
    for (ParameterGroup group : task.groups()) {
      optimizers.add(group.name(), GSON.toJsonTree(group.optimizer()));
    }
    json.add("optimizers", optimizers);
    JsonObject samples = new JsonObject();
    samples.addProperty("description", data.description());
    samples.addProperty("size", data.size());
    json.add("data", samples);
    json.add("configuration", GSON.toJsonTree(configuration));
    // As it will be read again: numbers are compared by their text.
    return JsonParser.parseString(json.toString()).getAsJsonObject();
  }

  /** A description with versions and device, which may change from one start to the next. */
  private static JsonObject provenance(TrainingTask<?> task, JsonObject description) {
    JsonObject json = description.deepCopy();
    JsonObject versions = new JsonObject();
    SoftwareVersions.all().forEach(versions::addProperty);
    json.add("versions", versions);
    json.addProperty("device", task.manager().getDevice().toString());
    json.addProperty("processors", Runtime.getRuntime().availableProcessors());
    return json;
  }

  Path folder() {
    return folder;
  }

  /** What is trained here now: checksums in it read whole networks, so it is made once a run. */
  JsonObject provenance() {
    return provenance;
  }

  /** The steps that have a checkpoint, in order. */
  static List<Long> checkpoints(Path folder) {
    return steps(folder.resolve(CHECKPOINTS));
  }

  /** The steps that have a preview, in order. */
  static List<Long> previews(Path folder) {
    return steps(folder.resolve(PREVIEWS));
  }

  private static List<Long> steps(Path folder) {
    return named(folder, "\\d{10,18}").stream().map(Long::valueOf).sorted().toList();
  }

  /**
   * The names in a folder that match a pattern; none if there is no such folder.
   *
   * @throws TrainingException if it cannot be read
   */
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
      throw new TrainingException(
          "Expected to read %s but it failed (%s): check the folder."
              .formatted(folder, error.getMessage()),
          error);
    }
  }

  /** Where the checkpoint after so many steps is, or would be. */
  static Path checkpoint(Path folder, long step) {
    return folder.resolve(CHECKPOINTS).resolve(name(step));
  }

  private static String name(long step) {
    return String.format(Locale.ROOT, "%010d", step);
  }

  /** Where the preview after so many steps is, or would be. */
  static Path preview(Path folder, long step) {
    return folder.resolve(PREVIEWS).resolve(name(step));
  }

  /** Where the state before a step that failed is, or would be. */
  static Path failure(Path folder, long step) {
    return folder.resolve("failure-" + name(step));
  }

  /** Says how the run ended; holds until its log goes on. */
  void writeEnd(long step, TrainingReport.End end) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("step", step);
    json.addProperty("end", end.name());
    WholeFile.replace(folder.resolve(END), json + "\n");
  }

  /** Writes the pictures of a preview, and into each of them its step and caption. */
  void writePreview(long step, Map<String, Picture> pictures, Map<String, String> captions)
      throws IOException {
    WholeFolder.replace(
        preview(folder, step),
        part -> {
          for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
            String name = picture.getKey();
            Map<String, String> text = new LinkedHashMap<>();
            text.put("step", Long.toString(step));
            captions.entrySet().stream()
                .filter(caption -> name.startsWith(caption.getKey() + "-"))
                .findFirst()
                .ifPresent(caption -> text.put(RecordedRun.CAPTION, storable(caption.getValue())));
            writePicture(name, picture.getValue(), text, part);
          }
        });
  }

  /** What a PNG takes: a caption that it does not take is no reason to stop a training. */
  private static String storable(String caption) {
    String start = caption.substring(0, Math.min(caption.length(), LONGEST_CAPTION));
    byte[] bytes = start.replaceAll("\\p{Cntrl}", " ").getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writePicture(
      String name, Picture picture, Map<String, String> text, Path part) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,79}")) {
      throw new TrainingException(
          "Expected a preview's name of small letters, digits and '-' but came '%s': it names a file."
              .formatted(name));
    }
    PngWriter.write(picture, text, part.resolve(name + ".png"), IfExists.REPLACE);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
