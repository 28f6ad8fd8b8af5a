package org.text2layer.nn.weights;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.text2layer.folder.JsonFile;
import org.text2layer.folder.WholeFile;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.device.Precision;

/**
 * A model as a folder in diffusers' layout: a folder a part, with its configuration as JSON and its
 * network as safetensors. Names of files are relative to the folder; names of weights lack their
 * ending, as in "unet/diffusion_pytorch_model". Pickles are never opened.
 *
 * @param folder the model's folder
 */
public record ModelFolder(Path folder) {
  private static final String SAFETENSORS = ".safetensors";
  private static final String PICKLE = ".*\\.(bin|ckpt|pt|pth|pkl)";
  private static final long MAX_TEXT_BYTES = 16 << 20;

  /** Where a file or folder of this name is, or would be. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /**
   * Checks that everything is there before anything is read.
   *
   * @param files names of files
   * @param weights names of weights
   * @param advice what to do if something is missing
   * @throws WeightsException that lists all that is missing, and why where one can tell
   */
  public void require(List<String> files, List<String> weights, String advice) {
    if (!Files.isDirectory(folder)) {
      throw new WeightsException(
          "Expected a model folder in diffusers' layout but %s is %s: %s."
              .formatted(folder, Files.exists(folder) ? "a file" : "not there", advice));
    }
    List<String> missing = new ArrayList<>();
    files.stream().filter(name -> !Files.isRegularFile(path(name))).forEach(missing::add);
    weights.stream()
        .filter(name -> find(name).isEmpty())
        .map(name -> name + SAFETENSORS + otherForm(name))
        .forEach(missing::add);
    if (!missing.isEmpty()) {
      throw new WeightsException(
          "Expected a model folder in diffusers' layout at %s but it lacks %s: %s."
              .formatted(folder, String.join(", ", missing), advice));
    }
  }

  private String otherForm(String weights) {
    Path plain = path(weights + SAFETENSORS);
    List<String> beside = filesBeside(plain);
    if (beside.contains(plain.getFileName() + ".index.json")) {
      return " (it is in several shards, which are not read: save it with a larger max_shard_size)";
    }
    return beside.stream()
        .filter(name -> name.matches(PICKLE))
        .findFirst()
        .map(
            pickle ->
                " (its %s is a pickle, which can run any code and is not read: save it in Python with safe_serialization=True)"
                    .formatted(pickle))
        .orElse("");
  }

  /** The plain file, or else a variant such as diffusion_pytorch_model.fp16.safetensors. */
  private Optional<Path> find(String weights) {
    Path plain = path(weights + SAFETENSORS);
    if (Files.isRegularFile(plain)) {
      return Optional.of(plain);
    }
    String stem = path(weights).getFileName() + ".";
    return filesBeside(plain).stream()
        .filter(name -> name.startsWith(stem) && name.endsWith(SAFETENSORS))
        .findFirst()
        .map(plain::resolveSibling);
  }

  private static List<String> filesBeside(Path file) {
    if (!Files.isDirectory(file.getParent())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException error) {
      throw unreadable("files", file.getParent(), error);
    }
  }

  /**
   * Opens weights.
   *
   * @throws WeightsException if they are missing or not valid safetensors
   */
  public Safetensors weights(String name) {
    return Safetensors.open(find(name).orElse(path(name + SAFETENSORS)));
  }

  /** Fills a new block from weights of the same names. */
  public void load(String weights, NamedBlock block, NDManager manager, Precision precision) {
    try (Safetensors tensors = weights(weights)) {
      Weights.load(block, manager, precision, tensors);
    }
  }

  /**
   * Reads a JSON object.
   *
   * @throws WeightsException if it cannot be read, is no JSON object, or larger than 16 MB
   */
  public JsonObject json(String name) {
    try {
      return JsonFile.parse(text(name), json -> json);
    } catch (IOException error) {
      throw unreadable("a JSON object", path(name), error);
    }
  }

  /** The same, and an empty object if there is no such file. */
  public JsonObject jsonOrEmpty(String name) {
    return Files.exists(path(name)) ? json(name) : new JsonObject();
  }

  /**
   * Reads a text in UTF-8.
   *
   * @throws WeightsException if it cannot be read or is larger than 16 MB
   */
  public String text(String name) {
    Path file = path(name);
    try {
      if (Files.size(file) > MAX_TEXT_BYTES) {
        throw new WeightsException(
            "Expected a text of at most 16 MB but %s is larger: check the file.".formatted(file));
      }
      return Files.readString(file);
    } catch (IOException error) {
      throw unreadable("a text", file, error);
    }
  }

  /** Writes a block's parameters, beside first, then moved. */
  public void write(String weights, NamedBlock block) {
    // Hugging Face's loaders look here for the library whose tensors these are.
    SafetensorsWriter.write(path(weights + SAFETENSORS), Weights.of(block), Map.of("format", "pt"));
  }

  /** Writes a JSON object, beside first, then moved. */
  public void write(String name, JsonObject json) {
    write(name, JsonFile.text(json));
  }

  /** Writes a text in UTF-8, beside first, then moved. */
  public void write(String name, String text) {
    Path file = path(name);
    try {
      WholeFile.replace(file, text);
    } catch (IOException error) {
      throw new WeightsException(
          "Expected to write " + file + " but it failed (" + error + "): check the folder.", error);
    }
  }

  private static WeightsException unreadable(String what, Path file, Exception error) {
    return new WeightsException(
        "Expected %s in %s but could not read one (%s): check the file."
            .formatted(what, file, error.getMessage()),
        error);
  }
}
