package org.text2layer.train.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.folder.JsonFile;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Weights;
import org.text2layer.train.TrainingException;

/**
 * A training as it was after a step, in a folder: a group's weights as {@code NAME.safetensors},
 * their average as {@code NAME.average.safetensors} with the same names of tensors, the optimizer's
 * moments as {@code NAME.moments.safetensors}, and {@code checkpoint.json} with step and
 * provenance. It is there whole or not at all. Immutable.
 */
public final class Checkpoint {
  private static final String FILE = "checkpoint.json";
  private static final int FORMAT = 1;
  private static final String HELD_OUT = "heldOut";
  private static final String GROUPS = "groups";
  private static final int MEGABYTES = 1;

  private final Path folder;
  private final JsonObject json;

  private Checkpoint(Path folder, JsonObject json) {
    this.folder = folder;
    this.json = json;
  }

  /** The last checkpoint of a run's folder; empty if there is none. */
  public static Optional<Checkpoint> latest(Path run) {
    List<Long> steps = RunFolder.checkpoints(run);
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(open(RunFolder.checkpoint(run, steps.get(steps.size() - 1))));
  }

  /**
   * The last checkpoint of a run's folder.
   *
   * @throws TrainingException if there is none
   */
  public static Checkpoint required(Path run) {
    return latest(run)
        .orElseThrow(
            () ->
                new TrainingException(
                    "Expected a checkpoint in %s but there is none: train it first."
                        .formatted(run)));
  }

  /** The checkpoint with the least loss on held-out samples; empty if none was evaluated. */
  public static Optional<Checkpoint> best(Path run) {
    return RunFolder.checkpoints(run).stream()
        .map(step -> open(RunFolder.checkpoint(run, step)))
        .filter(checkpoint -> checkpoint.heldOut().isPresent())
        .min(Comparator.comparing(checkpoint -> checkpoint.heldOut().get()));
  }

  /**
   * Opens a checkpoint's folder.
   *
   * @throws TrainingException if it is none, or of a later version
   */
  public static Checkpoint open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return JsonFile.read(file, MEGABYTES, json -> of(folder, json));
    } catch (IOException error) {
      throw new TrainingException(
          "Expected a checkpoint in %s but it cannot be read (%s): give a whole folder under a run's checkpoints."
              .formatted(folder, error),
          error);
    }
  }

  private static Checkpoint of(Path folder, JsonObject json) {
    int format = json.get("format").getAsInt();
    if (format != FORMAT || !json.get("step").isJsonPrimitive() || !json.has(GROUPS)) {
      throw new TrainingException(
          "Expected a checkpoint of format %s but %s is of format %s: read it with the version of this library that wrote it."
              .formatted(FORMAT, folder, format));
    }
    return new Checkpoint(folder, json);
  }

  /** Writes everything into a folder that is not a checkpoint yet. */
  static void write(
      Path part,
      long step,
      List<GroupTraining> groups,
      Optional<Double> heldOut,
      JsonObject provenance)
      throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("step", step);
    heldOut.ifPresent(loss -> json.addProperty(HELD_OUT, loss));
    JsonObject counts = new JsonObject();
    // In this order: that of Map.of changes from one JVM to the next, and the files' bytes with it.
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "pt");
    metadata.put("step", Long.toString(step));
    metadata.put("provenance", provenance.toString());
    for (GroupTraining group : groups) {
      group
          .state()
          .forEach(
              (name, arrays) ->
                  SafetensorsWriter.write(part.resolve(name + ".safetensors"), arrays, metadata));
      JsonObject count = new JsonObject();
      count.addProperty("updates", group.updates());
      counts.add(group.name(), count);
    }
    json.add(GROUPS, counts);
    json.add("provenance", provenance);
    Files.writeString(part.resolve(FILE), JsonFile.text(json));
  }

  /** Puts all back in place. */
  void restore(List<GroupTraining> groups) {
    for (GroupTraining group : groups) {
      JsonElement count = json.getAsJsonObject(GROUPS).get(group.name());
      if (count == null) {
        throw new TrainingException(
            "Expected the group '%s' in the checkpoint %s but it has %s: go on with the task that wrote it."
                .formatted(group.name(), folder, json.getAsJsonObject(GROUPS).keySet()));
      }
      group.state().forEach(this::restore);
      group.resumeAfter(count.getAsJsonObject().get("updates").getAsLong());
    }
  }

  private void restore(String name, Map<String, NDArray> arrays) {
    try (Safetensors tensors = Safetensors.open(folder.resolve(name + ".safetensors"))) {
      List<String> wrong = new ArrayList<>();
      arrays.forEach(
          (tensor, array) -> {
            if (!tensors.names().contains(tensor)
                || !tensors.shape(tensor).equals(array.getShape())) {
              wrong.add(tensor);
            }
          });
      if (!wrong.isEmpty() || tensors.names().size() != arrays.size()) {
        throw new TrainingException(
            "Expected the %s tensors of this architecture in %s but of its %s, %s of ours are missing or of another shape%s: go on with the architecture that wrote it."
                .formatted(
                    arrays.size(),
                    tensors.file(),
                    tensors.names().size(),
                    wrong.size(),
                    wrong.isEmpty() ? "" : " (the first is " + wrong.get(0) + ")"));
      }
      arrays.forEach((tensor, array) -> copy(tensors, tensor, array));
    }
  }

  private static void copy(Safetensors tensors, String name, NDArray array) {
    try (NDManager scope = array.getManager().newSubManager()) {
      tensors.load(scope, name).copyTo(array);
    }
  }

  /** How many steps were done. */
  public long step() {
    return json.get("step").getAsLong();
  }

  /** The loss on held-out samples, if it was evaluated after this very step. */
  public Optional<Double> heldOut() {
    return Optional.ofNullable(json.get(HELD_OUT)).map(JsonElement::getAsDouble);
  }

  /** Task, data, configuration, versions and device. */
  public JsonObject provenance() {
    return json.getAsJsonObject("provenance").deepCopy();
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** The weights that one uses: the average where the group has one. */
  public Path weights(String group) {
    Path average = folder.resolve(group + GroupTraining.AVERAGE + ".safetensors");
    return Files.exists(average) ? average : folder.resolve(group + ".safetensors");
  }

  /**
   * Fills a new network with {@link #weights}.
   *
   * @param manager owns the parameters
   * @return the network
   * @throws org.text2layer.nn.weights.WeightsException if they are of another architecture
   */
  public <B extends NamedBlock> B load(
      String group, B network, NDManager manager, Precision precision) {
    try (Safetensors tensors = Safetensors.open(weights(group))) {
      Weights.load(network, manager, precision, tensors);
    }
    return network;
  }
}
