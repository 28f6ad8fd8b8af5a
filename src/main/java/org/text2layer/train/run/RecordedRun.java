package org.text2layer.train.run;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.text2layer.folder.JsonFile;
import org.text2layer.train.TrainingException;
import org.text2layer.train.run.TrainingReport.End;

/**
 * A run as its folder tells it, whether it still runs or not; nothing is loaded but what is asked
 * for. Immutable; the folder may go on.
 */
public final class RecordedRun {
  /** The key of the caption in a preview's PNG. */
  static final String CAPTION = "caption";

  private static final int MOST_PICTURES = 512;

  private final Path folder;
  private final JsonObject description;

  private RecordedRun(Path folder, JsonObject description) {
    this.folder = folder;
    this.description = description;
  }

  /**
   * Opens a run's folder.
   *
   * @throws TrainingException if it is none
   */
  public static RecordedRun open(Path folder) {
    Path file = folder.resolve(RunFolder.DESCRIPTION);
    try {
      return JsonFile.read(
          file, RunFolder.MEGABYTES, json -> checked(new RecordedRun(folder, json)));
    } catch (IOException error) {
      throw new TrainingException(
          "Expected the folder of a training but %s cannot be read as its description (%s): give the folder that a TrainingRun was given."
              .formatted(file, error.getMessage()),
          error);
    }
  }

  private static RecordedRun checked(RecordedRun run) {
    if (run.steps() < 1 || run.samplesPerStep() < 1) {
      throw new IllegalArgumentException("it has %s steps".formatted(run.steps()));
    }
    run.task();
    run.data();
    return run;
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** What is trained: "layered autoencoder". */
  public String task() {
    return description.get("task").getAsString();
  }

  /** What it is trained on. */
  public String data() {
    return description.getAsJsonObject("data").get("description").getAsString();
  }

  /** How many steps the run has. */
  public long steps() {
    return configuration().get("steps").getAsLong();
  }

  /** How many samples a step sees. */
  public long samplesPerStep() {
    return configuration().get("batch").getAsLong()
        * configuration().get("accumulation").getAsLong();
  }

  /**
   * All that was chosen for it, and that has to stay the same for it to go on: by dotted names,
   * such as "configuration.seed", "data.size" and, of the task, "training.weights.mask".
   */
  public Map<String, String> settings() {
    return RunSettings.of(description);
  }

  private JsonObject configuration() {
    return description.getAsJsonObject("configuration");
  }

  /**
   * Reads the log row by row.
   *
   * @throws TrainingException as {@link TrainingLog#read}
   */
  public void forEachRow(Consumer<LogRow> rows) {
    TrainingLog.forEach(folder, rows);
  }

  /**
   * How the run ended, if it did so after this step; empty if it runs, or was killed.
   *
   * @param step the last one of the log
   */
  public Optional<End> end(long step) {
    try {
      return JsonFile.read(
          folder.resolve(RunFolder.END),
          RunFolder.MEGABYTES,
          end ->
              end.get("step").getAsLong() == step
                  ? Optional.of(End.valueOf(end.get("end").getAsString()))
                  : Optional.<End>empty());
    } catch (IOException none) { // as in a folder of a run that has not ended
      return Optional.empty();
    }
  }

  /**
   * Why the run stopped in the step after this one, if a loss was no number there.
   *
   * @param step the last one of the log
   * @throws TrainingException if the failure is recorded but cannot be read
   */
  public Optional<Failure> failure(long step) {
    Path dump = RunFolder.failure(folder, step + 1);
    return Failure.isRecorded(dump) ? Optional.of(Failure.read(dump)) : Optional.empty();
  }

  /** After which steps there is a preview, in order. */
  public List<Long> previews() {
    return RunFolder.previews(folder);
  }

  /**
   * The PNG files of a preview by the pictures' names, in their order; none if there is no such
   * preview. What a sample's caption is stands in each of its files, as {@code caption}, for {@code
   * PictureReader.text}.
   *
   * @throws TrainingException if the folder cannot be read
   */
  public Map<String, Path> preview(long step) {
    Path preview = RunFolder.preview(folder, step);
    Map<String, Path> pictures = new TreeMap<>();
    RunFolder.named(preview, ".+\\.png").stream()
        .limit(MOST_PICTURES)
        .forEach(name -> pictures.put(name.replace(".png", ""), preview.resolve(name)));
    return pictures;
  }

  /**
   * Why a run stopped where a loss or a gradient was infinite or no number: {@code failure.json} in
   * the dump of the state before that step. Immutable.
   *
   * @param step which step, 1 to steps
   * @param term the loss's name, or "gradient of" and the group's
   * @param sampleIds the samples of the step
   * @param dump a folder like a checkpoint's
   */
  public record Failure(long step, String term, List<String> sampleIds, Path dump) {
    private static final String FILE = "failure.json";
    private static final int MEGABYTES = 16;
    private static final Gson GSON = new Gson();

    /** Keeps the samples. */
    public Failure {
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

    static Failure read(Path dump) {
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

    private static Failure of(JsonObject json, Path dump) {
      List<String> ids = List.of(GSON.fromJson(json.get("sampleIds"), String[].class));
      return new Failure(json.get("step").getAsLong(), json.get("term").getAsString(), ids, dump);
    }
  }
}
