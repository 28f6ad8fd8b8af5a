package org.text2layer.train.run;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.folder.JsonFile;
import org.text2layer.train.TrainingException;

/**
 * Why a run stopped where a loss or a gradient was infinite or no number: {@code failure.json} in
 * the dump of the state before that step. Immutable.
 *
 * @param step which step, 1 to steps
 * @param term the loss's name, or "gradient of" and the group's
 * @param sampleIds the samples of the step
 * @param dump a folder like a checkpoint's
 */
public record RunFailure(long step, String term, List<String> sampleIds, Path dump) {
  private static final String FILE = "failure.json";
  private static final int MEGABYTES = 16;
  private static final Gson GSON = new Gson();

  /** Keeps the samples. */
  public RunFailure {
    sampleIds = List.copyOf(sampleIds);
  }

  /** Into a dump that does not have its name yet. */
  void write(Path part) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("step", step);
    json.addProperty("term", term);
    json.add("sampleIds", GSON.toJsonTree(sampleIds));
    Files.writeString(part.resolve(FILE), json + "\n");
  }

  /** Dumps of earlier versions say no more than their step. */
  static boolean isRecorded(Path dump) {
    return Files.isRegularFile(dump.resolve(FILE));
  }

  static RunFailure read(Path dump) {
    Path file = dump.resolve(FILE);
    try {
      return JsonFile.read(file, MEGABYTES, json -> of(json, dump));
    } catch (IOException error) {
      throw new TrainingException(
          "Expected step, term and samples of a failure in %s but it failed (%s): look at the checkpoint beside it."
              .formatted(file, error.getMessage()),
          error);
    }
  }

  private static RunFailure of(JsonObject json, Path dump) {
    List<String> ids = List.of(GSON.fromJson(json.get("sampleIds"), String[].class));
    return new RunFailure(json.get("step").getAsLong(), json.get("term").getAsString(), ids, dump);
  }
}
