package org.text2layer.experiment.plan;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.text2layer.experiment.cell.CellFolder;
import org.text2layer.image.IfExists;
import org.text2layer.image.WholeFile;
import org.text2layer.nn.SoftwareVersions;

/**
 * Where the results of one preset are: {@code preset.json}, {@code training/}, {@code samples/},
 * {@code cells/}, {@code tables/}.
 *
 * @param folder of all
 */
public record ResultFolder(Path folder) {
  private static final int FORMAT = 1;
  private static final String FILE = "preset.json";

  /**
   * Opens a folder that is new, empty, or of the same preset and version.
   *
   * @throws TableException if it is of something else
   */
  public static ResultFolder open(Path folder, TablePreset preset) {
    JsonObject own = new JsonObject();
    own.addProperty("format", FORMAT);
    own.addProperty("text2layer", SoftwareVersions.ownOrDevelopment());
    own.add("preset", preset.toJson());
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file)) {
        requireSame(folder, read(file), JsonParser.parseString(own.toString()));
      } else {
        requireEmpty(folder);
        Files.createDirectories(folder);
        String text = new GsonBuilder().setPrettyPrinting().create().toJson(own) + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WholeFile.write("preset", file, IfExists.REFUSE, out -> out.write(bytes));
      }
    } catch (IOException error) {
      throw new TableException(
          "Expected to keep results in %s but it failed (%s): check the folder."
              .formatted(folder, error),
          error);
    }
    return new ResultFolder(folder);
  }

  private static JsonElement read(Path file) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(file));
    } catch (JsonParseException error) {
      throw new TableException(
          "Expected a preset in %s but it is no JSON: choose another folder.".formatted(file),
          error);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new TableException(
            "Expected a new or empty folder, or one of results, but %s has other files: choose another."
                .formatted(folder));
      }
    }
  }

  private static void requireSame(Path folder, JsonElement found, JsonElement own) {
    Optional<String> difference = difference("", found, own);
    if (difference.isPresent()) {
      throw new TableException(
          "Expected results of this preset and version in %s but %s: choose another folder."
              .formatted(folder, difference.get()));
    }
  }

  /** The first place where two values differ, with both. */
  private static Optional<String> difference(String place, JsonElement found, JsonElement own) {
    if (found == null || own == null || !found.isJsonObject() || !own.isJsonObject()) {
      boolean same = found != null && found.equals(own);
      return same
          ? Optional.empty()
          : Optional.of("its%s is %s and not %s".formatted(place, found, own));
    }
    TreeSet<String> names = new TreeSet<>(found.getAsJsonObject().keySet());
    names.addAll(own.getAsJsonObject().keySet());
    return names.stream()
        .map(
            name ->
                difference(
                    place + " " + name,
                    found.getAsJsonObject().get(name),
                    own.getAsJsonObject().get(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Where methods are trained. */
  Path training() {
    return folder.resolve("training");
  }

  Path samples(String method, long seed, String set) {
    return folder.resolve("samples").resolve(method).resolve("seed-" + seed).resolve(set);
  }

  CellFolder cells(Consumer<String> listener) {
    return new CellFolder(folder.resolve("cells"), listener);
  }

  /** Where tables are written. */
  public Path tables() {
    return folder.resolve("tables");
  }
}
