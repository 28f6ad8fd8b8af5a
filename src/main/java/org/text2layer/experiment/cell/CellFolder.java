package org.text2layer.experiment.cell;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.text2layer.folder.JsonFile;
import org.text2layer.folder.WholeFile;
import org.text2layer.metrics.frechet.ResampledFrechet;

/**
 * Cells as JSON files. A file is there whole or not at all; one that is broken, of another format
 * or of another cell counts as missing, and the listener hears so.
 *
 * @param folder of all cells
 * @param listener hears a sentence about a file that cannot be used
 */
public record CellFolder(Path folder, Consumer<String> listener) {
  private static final int FORMAT = 1;
  private static final int MEGABYTES = 64;
  private static final Gson GSON = new Gson();

  /** Checks that nothing is missing. */
  public CellFolder {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(listener, "listener");
  }

  /** A cell, if its file is there and whole. */
  public Optional<Cell> find(Cell.Key key) {
    Path file = key.file(folder);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonFile.read(file, MEGABYTES, json -> read(key, json)));
    } catch (IOException error) {
      listener.accept(
          "Expected a measurement in %s but it cannot be used (%s): it is measured again."
              .formatted(key, error.getMessage()));
      return Optional.empty();
    }
  }

  private static Cell read(Cell.Key key, JsonObject json) {
    int format = json.get("format").getAsInt();
    String cell = json.get("cell").getAsString();
    if (format != FORMAT || !cell.equals(key.toString())) {
      throw new IllegalArgumentException("it is '%s' in format %s".formatted(cell, format));
    }
    return new Cell(
        key,
        List.of(GSON.fromJson(json.get("captions"), String[].class)),
        GSON.fromJson(json.get("values"), new TypeToken<Map<String, List<Double>>>() {}),
        GSON.fromJson(json.get("numbers"), new TypeToken<Map<String, Double>>() {}),
        Optional.ofNullable(json.get("distance"))
            .map(distance -> GSON.fromJson(distance, ResampledFrechet.class)),
        json.getAsJsonObject("provenance"));
  }

  /**
   * Writes a cell's file.
   *
   * @throws java.io.UncheckedIOException if it cannot be written; an older one is untouched then
   */
  public void write(Cell cell) {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("cell", cell.key().toString());
    json.add("provenance", cell.provenance());
    json.add("captions", GSON.toJsonTree(cell.captions()));
    json.add("values", GSON.toJsonTree(cell.values()));
    json.add("numbers", GSON.toJsonTree(cell.numbers()));
    cell.distance().ifPresent(distance -> json.add("distance", GSON.toJsonTree(distance)));
    Path file = cell.key().file(folder);
    WholeFile.replace("measurement", file, GSON.toJson(json) + "\n");
  }
}
