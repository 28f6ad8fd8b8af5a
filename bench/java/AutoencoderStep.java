import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.Pretrained;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.nn.device.Precision;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.autoencoder.AdversarialConfiguration;
import org.text2layer.train.autoencoder.AutoencoderTask;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingRun;

/** The training of the embedded CaT2I-AE with its discriminator, on two samples of 256 pixels. */
final class AutoencoderStep {
  static final int BATCH = 2;

  /** A run's thread gets its memory from the system in its first steps; torch_worker.py likewise. */
  private static final int WARM_UP = 2;

  private final List<LayeredSample> samples;
  private final AutoencoderTask<LayeredSample> task;

  AutoencoderStep(NDManager manager, Precision precision) {
    samples = List.of(EmojiScenes.train().sample(1), EmojiScenes.train().sample(2));
    task =
        AutoencoderTask.layered(
                manager,
                Pretrained.layeredAutoencoder(manager),
                AutoencoderTrainingConfiguration.standard()
                    .withPrecision(precision)
                    .withAdversarial(AdversarialConfiguration.standard().withStart(0)))
            .withHeldOut(samples);
  }

  /** F, B, 2m - 1 and I, for the other side. */
  static Map<String, NDArray> inputs(NDManager scope) {
    List<LayeredSample> samples =
        List.of(EmojiScenes.train().sample(1), EmojiScenes.train().sample(2));
    return Map.of(
        "autoencoder.layers",
        PictureTensors.ofLayers(scope, LayerLayout.layered(), samples.stream().map(LayeredSample::layers).toList()),
        "autoencoder.pictures",
        PictureTensors.ofPictures(scope, samples.stream().map(LayeredSample::picture).toList()));
  }

  /** The loss's terms before any step. */
  Map<String, NDArray> terms(NDManager scope) {
    Map<String, NDArray> terms = new LinkedHashMap<>();
    task.heldOut(scope)
        .values()
        .forEach((name, value) -> terms.put(name, scope.create(value.floatValue())));
    return terms;
  }

  /**
   * Whole steps in the middle of a run, from the loaded samples to the changed and averaged weights.
   */
  JsonArray seconds(int steps) {
    List<LogRow> rows = new ArrayList<>();
    try {
      Path folder = Files.createTempDirectory("autoencoder-step");
      TrainingRun.of(
              task,
              TrainingData.of("two scenes", samples),
              TrainingConfiguration.of(WARM_UP + steps, BATCH),
              folder)
          .withOptions(RunOptions.standard().withPreviewEvery(0).withHeldOutEvery(0))
          .withListener(
              new TrainingListener() {
                @Override
                public void onStep(LogRow row) {
                  rows.add(row);
                }
              })
          .run();
      delete(folder);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
    JsonArray seconds = new JsonArray();
    rows.subList(WARM_UP, rows.size()).forEach(row -> seconds.add(BATCH / row.samplesPerSecond()));
    return seconds;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
