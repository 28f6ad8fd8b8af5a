import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.ShardWriter;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.loading.BatchLoader;
import org.text2layer.train.loading.ShardedSamples;

/** 64 layered samples of 256 x 256 from a shard to batches of 16 on the device. */
final class Loading {
  private static final int SAMPLES = 64;
  private static final int BATCH = 16;

  private final ShardedSamples samples;

  Loading(Path folder) {
    samples = ShardedSamples.open(folder);
  }

  static void write(Path folder) {
    EmojiScenes scenes = EmojiScenes.all();
    try (ShardWriter shards = ShardWriter.open(folder, SAMPLES)) {
      for (int i = 0; i < SAMPLES; i++) {
        LayeredSample sample = scenes.sample(i);
        shards.write(
            new StoredSample(
                String.format(Locale.ROOT, "sample-%04d", i), "seed " + i, "Emoji Scenes", sample, Map.of()));
      }
    }
  }

  /** The mean of each channel over all samples: the same in any order. */
  Map<String, NDArray> run(NDManager scope) {
    int threads = Runtime.getRuntime().availableProcessors();
    TrainingConfiguration configuration = TrainingConfiguration.of(SAMPLES / BATCH, BATCH);
    NDArray sum = scope.zeros(new Shape(10));
    try (BatchLoader<LayeredSample> loader =
        new BatchLoader<>(samples, configuration, 0, threads)) {
      for (int batch = 0; batch < SAMPLES / BATCH; batch++) {
        List<LayeredSample> loaded = loader.next().samples();
        NDArray layers =
            PictureTensors.ofLayers(scope, LayerLayout.layered(), loaded.stream().map(LayeredSample::layers).toList());
        NDArray pictures =
            PictureTensors.ofPictures(scope, loaded.stream().map(LayeredSample::picture).toList());
        sum.addi(channelMeans(layers).concat(channelMeans(pictures), 0));
      }
    } catch (InterruptedException error) {
      throw new IllegalStateException(error);
    }
    return Map.of("mean", sum.div(SAMPLES / BATCH));
  }

  private static NDArray channelMeans(NDArray pictures) {
    Shape shape = pictures.getShape();
    return pictures
        .reshape(shape.get(0), shape.get(1), -1)
        .mean(new int[] {2})
        .mean(new int[] {0});
  }
}
