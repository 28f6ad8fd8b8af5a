package org.text2layer.data.build;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.text2layer.data.card.DatasetCard;
import org.text2layer.folder.FolderDescription;
import org.text2layer.folder.JsonFile;

/**
 * What a folder's bytes depend on: the same description, the same bytes.
 *
 * @param source of the records
 * @param recipe that made the samples
 * @param seed from which each record's was drawn
 * @param recordsPerChunk how many records a worker takes at once
 * @param chunksPerShard how many chunks share a shard
 */
record BuildDescription(
    String source, String recipe, long seed, int recordsPerChunk, int chunksPerShard) {
  private static final String FILE = "build.json";
  private static final int MEGABYTES = 1;

  /** Of the layout of folder, shards and ledger. */
  private static final int FORMAT = 1;

  /**
   * The one of a folder.
   *
   * @throws IOException if it is not that of a build in this format
   */
  static BuildDescription read(Path folder) throws IOException {
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

  BuildDescription withRecipe(String other) {
    return new BuildDescription(source, other, seed, recordsPerChunk, chunksPerShard);
  }

  int recordsPerShard() {
    return recordsPerChunk * chunksPerShard;
  }

  FolderDescription ofFolder() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("source", source);
    json.addProperty("recipe", recipe);
    json.addProperty("seed", seed);
    json.addProperty("recordsPerChunk", recordsPerChunk);
    json.addProperty("chunksPerShard", chunksPerShard);
    return new FolderDescription(FILE, JsonFile.text(json));
  }

  DatasetCard.Origin ofCard() {
    return new DatasetCard.Origin(source, recipe, seed, recordsPerChunk, recordsPerShard());
  }
}
