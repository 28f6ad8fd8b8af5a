package org.text2layer.data.build;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.data.card.DatasetDetails;
import org.text2layer.folder.Difference;
import org.text2layer.folder.FolderDescription;
import org.text2layer.folder.JsonFile;

/**
 * What a build's bytes depend on: the same description, the same bytes.
 *
 * @param source of the records
 * @param recipe that made the samples
 * @param seed from which each record's was drawn
 * @param recordsPerChunk how many records a worker takes at once
 * @param chunksPerShard how many chunks share a shard
 */
public record BuildDescription(
    String source, String recipe, long seed, int recordsPerChunk, int chunksPerShard) {
  /** The name of the file that says it, in the folder of a build. */
  public static final String FILE = "build.json";

  private static final int MEGABYTES = 1;

  /** Of the layout of folder, shards and ledger. */
  private static final int FORMAT = 1;

  /** Of a source and a recipe, by what they say of themselves. */
  public static BuildDescription of(String source, String recipe, BuildOptions options) {
    return new BuildDescription(
        source, recipe, options.seed(), options.recordsPerChunk(), options.chunksPerShard());
  }

  /**
   * The one of a folder.
   *
   * @throws IOException if it is not that of a build in this format
   */
  public static BuildDescription read(Path folder) throws IOException {
    return JsonFile.read(folder.resolve(FILE), MEGABYTES, BuildDescription::of);
  }

  private static BuildDescription of(JsonObject json) {
    if (json.get("format").getAsInt() != FORMAT) {
      throw new IllegalArgumentException("its format is " + json.get("format"));
    }
    return new BuildDescription(
        json.get("source").getAsString(),
        json.get("recipe").getAsString(),
        json.get("seed").getAsLong(),
        json.get("recordsPerChunk").getAsInt(),
        json.get("chunksPerShard").getAsInt());
  }

  /** The same of samples that another recipe made. */
  public BuildDescription withRecipe(String other) {
    return new BuildDescription(source, other, seed, recordsPerChunk, chunksPerShard);
  }

  /** How many records share a shard. */
  public int recordsPerShard() {
    return recordsPerChunk * chunksPerShard;
  }

  /** What the file says. */
  public String text() {
    return JsonFile.text(json());
  }

  /**
   * What another file says that this one does not: "its seed is 1 and not 2"; empty if they agree.
   *
   * @throws IOException if it is no description of a build
   */
  public Optional<String> difference(String text) throws IOException {
    return Difference.between(JsonFile.parse(text, found -> found), json());
  }

  private JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("source", source);
    json.addProperty("recipe", recipe);
    json.addProperty("seed", seed);
    json.addProperty("recordsPerChunk", recordsPerChunk);
    json.addProperty("chunksPerShard", chunksPerShard);
    return json;
  }

  FolderDescription ofFolder() {
    return new FolderDescription(FILE, text());
  }

  /** The card of the build before its first record. */
  public DatasetCard card(DatasetDetails details) {
    return DatasetCard.of(
        details, new DatasetCard.Origin(source, recipe, seed, recordsPerChunk, recordsPerShard()));
  }
}
