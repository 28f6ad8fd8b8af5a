package org.text2layer.nn.weights;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.text2layer.folder.JsonFile;
import org.text2layer.folder.WholeFile;
import org.text2layer.nn.NamedBlock;

/**
 * A model as a folder in diffusers' layout: a folder a part, with its configuration as JSON and its
 * network as safetensors, in one file or in shards.
 *
 * @param path the model's folder
 */
public record ModelFolder(Path path) implements ModelFiles {
  private static final String SAFETENSORS = ".safetensors";
  private static final String INDEX = SAFETENSORS + ".index";
  private static final String JSON = ".json";
  private static final Pattern PICKLE = Pattern.compile("(?i).*\\.(bin|ckpt|pt|pth|pkl)");

  /** Beside the plain weights, which are a training's moving average: what it averaged. */
  private static final String NOT_AVERAGED = "non_ema";

  /** Of several variants, the one that holds the numbers best. */
  private static final List<String> BEST_FIRST = List.of("fp32", "fp16", "bf16");

  private static final long MAX_TEXT_BYTES = 16 << 20;

  /** Where a file or folder of this name is, or would be. */
  public Path path(String name) {
    return path.resolve(name);
  }

  @Override
  public boolean has(String name) {
    return Files.isRegularFile(path(name));
  }

  /** Whether a file is a pickle by its name: such can run any code, and none is opened. */
  public static boolean isPickle(String name) {
    return PICKLE.matcher(name).matches();
  }

  @Override
  public void require(List<String> files, List<String> weights, String advice) {
    if (!Files.isDirectory(path)) {
      throw new WeightsException(
          "Expected a model folder but %s is %s: %s."
              .formatted(path, Files.exists(path) ? "a file" : "not there", advice));
    }
    List<String> missing = new ArrayList<>();
    files.stream().filter(name -> !has(name)).forEach(missing::add);
    weights.stream()
        .filter(name -> find(name).isEmpty())
        .map(name -> name + SAFETENSORS + otherForm(name))
        .forEach(missing::add);
    if (!missing.isEmpty()) {
      throw new WeightsException(
          "Expected a whole model folder at %s but it lacks %s: %s."
              .formatted(path, String.join(", ", missing), advice));
    }
  }

  private String otherForm(String weights) {
    return filesBeside(path(weights)).stream()
        .filter(ModelFolder::isPickle)
        .findFirst()
        .map(
            pickle ->
                " (its %s is a pickle, which can run any code and is not read: save it in Python with safe_serialization=True)"
                    .formatted(pickle))
        .orElse("");
  }

  /**
   * The plain file or the index of its shards, or else those of a variant: X.fp16.safetensors,
   * X.safetensors.index.fp16.json.
   */
  private Optional<Path> find(String weights) {
    Path plain = path(weights + SAFETENSORS);
    String name = Pattern.quote(path(weights).getFileName().toString());
    Pattern file = Pattern.compile(name + "(?:\\.(\\w+))?" + Pattern.quote(SAFETENSORS));
    Pattern index = Pattern.compile(name + Pattern.quote(INDEX) + "(?:\\.(\\w+))?" + "\\.json");
    return filesBeside(plain).stream()
        .flatMap(found -> Stream.of(file, index).map(pattern -> pattern.matcher(found)))
        .filter(match -> match.matches() && !NOT_AVERAGED.equals(match.group(1)))
        .min(Comparator.comparingInt(match -> rank(match.group(1))))
        .map(match -> plain.resolveSibling(match.group()));
  }

  private static int rank(String variant) {
    int known = BEST_FIRST.indexOf(variant);
    return variant == null ? -1 : known < 0 ? BEST_FIRST.size() : known;
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

  @Override
  public Tensors weights(String name) {
    Path found = find(name).orElse(path(name + SAFETENSORS));
    return found.toString().endsWith(JSON)
        ? Shards.open(found, read(found))
        : Safetensors.open(found);
  }

  @Override
  public JsonObject json(String name) {
    return read(path(name));
  }

  private static JsonObject read(Path file) {
    try {
      return JsonFile.parse(textOf(file), json -> json);
    } catch (IOException error) {
      throw unreadable("a JSON object", file, error);
    }
  }

  @Override
  public String text(String name) {
    return textOf(path(name));
  }

  private static String textOf(Path file) {
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
