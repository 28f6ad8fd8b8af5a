import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.image.IfExists;
import org.text2layer.image.PictureReader;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.features.Lite0Features;
import org.text2layer.metrics.frechet.FeatureMoments;
import org.text2layer.metrics.frechet.FrechetDistance;
import org.text2layer.metrics.frechet.MomentsCollector;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;

/** The metrics' rows: the Fréchet distance of moments, and that of pictures from their files. */
final class Metrics implements AutoCloseable {
  private static final int ROWS = 2100;
  private static final int INCEPTION_WIDTH = 2048;
  private static final int LITE0_WIDTH = 1280;
  private static final int BATCH = 32;
  private static final String LITE0 = "efficientnet-lite0, bicubic 224";

  private final List<Path> pictures;
  private final Map<String, FeatureMoments> moments;
  private final Lite0Features features = Lite0Features.load();

  private Metrics(List<Path> pictures, Map<String, FeatureMoments> moments) {
    this.pictures = pictures;
    this.moments = moments;
  }

  /** Random features, and pictures in a folder beside them. */
  static void write(Path file, int pictures) throws IOException {
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      tensors.put("frechet.first", rows(manager, 1, INCEPTION_WIDTH, 0));
      tensors.put("frechet.second", rows(manager, 2, INCEPTION_WIDTH, 0.1));
      tensors.put("fid.reference", rows(manager, 3, LITE0_WIDTH, 0.2));
      SafetensorsWriter.write(file, tensors, Map.of());
    }
    Path folder = file.resolveSibling("pictures");
    Files.createDirectories(folder);
    EmojiScenes scenes = EmojiScenes.test();
    for (int i = 0; i < pictures; i++) {
      Path png = folder.resolve(String.format(Locale.ROOT, "%04d.png", i));
      PngWriter.write(scenes.sample(i).picture(), Map.of(), png, IfExists.REPLACE);
    }
  }

  /** With falling variances, as those of networks' features. */
  private static NDArray rows(NDManager manager, int seed, int width, double mean) {
    float[] values = PictureNoise.of(seed).gaussian(ROWS * width);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + values[i] / Math.sqrt(1 + i % width / 16.0));
    }
    return manager.create(values, new Shape(ROWS, width));
  }

  static Metrics read(Path file) {
    Map<String, FeatureMoments> moments = new LinkedHashMap<>();
    try (Safetensors tensors = Safetensors.open(file)) {
      for (String name : tensors.names()) {
        int width = (int) tensors.shape(name).get(1);
        float[] all = tensors.floats(name);
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < all.length; from += width) {
          rows.add(Arrays.copyOfRange(all, from, from + width));
        }
        String network = name.startsWith("fid") ? LITE0 : name.substring(0, 7);
        moments.put(name, FeatureMoments.of(FeatureSet.of(network, rows)));
      }
    }
    return new Metrics(files(file.resolveSibling("pictures")), moments);
  }

  private static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  Map<String, NDArray> run(String row, NDManager scope) {
    FrechetDistance distance =
        row.equals("fid")
            ? FrechetDistance.between(ofPictures(), moments.get("fid.reference"))
            : FrechetDistance.between(moments.get("frechet.first"), moments.get("frechet.second"));
    float value = (float) distance.value().orElseThrow();
    return Map.of("distance", scope.create(new float[] {value}));
  }

  private FeatureMoments ofPictures() {
    MomentsCollector collector = new MomentsCollector(features.network(), features.width());
    for (int from = 0; from < pictures.size(); from += BATCH) {
      List<RgbImage> batch = new ArrayList<>();
      for (Path file : pictures.subList(from, Math.min(pictures.size(), from + BATCH))) {
        batch.add(PictureReader.standard().read(file));
      }
      features.of(batch).forEach(collector::add);
    }
    return collector.moments();
  }

  @Override
  public void close() {
    features.close();
  }
}
