package org.text2layer.parity;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.text2layer.nn.weights.ModelFolder;

/** Tiny Stable Diffusions as users have them. */
public final class PublishedModels {
  private static final Path FILES = Fixture.folder("sd-single-file");

  /** The parts whose structure no file tells. */
  private static final Map<String, String> CONFIGURATIONS =
      Map.of(
          "unet", "unet/config.json",
          "vae", "vae/config.json",
          "text_encoder", "text_encoder/config.json");

  private PublishedModels() {}

  /** A copy of one in a folder. */
  public static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /**
   * One in a file, with its tokenizer and, since it is tiny, its configurations beside it.
   *
   * @return how its pictures were made
   */
  public static JsonObject checkpoint(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    String file = name + ".safetensors";
    Files.copy(FILES.resolve(file), folder.resolve(file));
    copy(Fixture.folder("tiny-stable-diffusion").resolve("tokenizer"), folder.resolve("tokenizer"));
    JsonObject config = new ModelFolder(FILES).json(name + ".json");
    CONFIGURATIONS.forEach(
        (part, path) -> new ModelFolder(folder).write(path, config.getAsJsonObject(part)));
    return config;
  }
}
