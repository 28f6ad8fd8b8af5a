import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.SceneObject;
import org.text2layer.data.StampScenes;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EfficientNetFeatures;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.FrozenFeatures;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.DefectSet;
import org.text2layer.synth.quality.defect.DetectorErrors;
import org.text2layer.synth.quality.defect.RandomisedScenes;

/**
 * What the quality filters owe to their features and what to their training pictures: writes, for filter_ablation.py, the
 * pooled features that the first filters read and the measures that today's read, of the pictures that the first learned
 * from, of those that today's learn from, and of the stamps' test part.
 *
 * <p>OMP_NUM_THREADS=1 java @kernel/java.options -cp "target/text2layer.jar:target/lib/*" bench/FilterAblation.java
 * target/ablation
 *
 * <p>Needs datasets/stamps/make-stamps first. A file that is there is not made again.
 */
final class FilterAblation {
  private static final float GREY = 0.5f;

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    EmojiScenes emoji = EmojiScenes.train();
    RandomisedScenes randomised = RandomisedScenes.of(emoji);
    StampScenes stamps = StampScenes.of(Path.of("datasets/stamps/build/stamps")).test();
    ComputeDevice cpu = ComputeDevice.named("cpu");
    try (FrozenFeatures measures = FrozenFeatures.lite0(cpu);
        EfficientNetFeatures pooled = EfficientNetFeatures.lite0(Resampling.BILINEAR, cpu.newManager())) {
      Rows rows = new Rows(folder, stamps, measures, pooled);
      PaperFilter mask = PaperFilter.MASK;
      rows.write(mask, "first-0", ControlledDefects.of(mask, emoji, 1), 600);
      rows.write(mask, "today-0", ControlledDefects.of(mask, emoji, 1), 100);
      rows.write(
          mask, "today-1", DetectorErrors.of(randomised.toString(), randomised::sample, 12), 500);
      rows.write(mask, "test-0", DetectorErrors.of(stamps.toString(), stamps::sample, 21), 300);
      PaperFilter fill = PaperFilter.INPAINTING;
      rows.write(fill, "first-0", ControlledDefects.of(fill, emoji, 1), 250);
      rows.write(fill, "today-0", ControlledDefects.of(fill, emoji, 1), 100);
      rows.write(
          fill,
          "today-1",
          ControlledDefects.of(fill, randomised.toString(), randomised::sample, 11),
          150);
      rows.write(
          fill, "test-0", ControlledDefects.of(fill, stamps.toString(), stamps::sample, 23), 240);
    }
  }

  /** Rows of "object, good, numbers …", a file a set and kind of features. */
  private record Rows(
      Path folder, StampScenes stamps, FrozenFeatures measures, EfficientNetFeatures pooled) {
    void write(PaperFilter filter, String part, DefectSet set, int count) throws IOException {
      Path ofMeasures = folder.resolve(filter.label() + "-measures-" + part + ".csv");
      Path ofPooled = folder.resolve(filter.label() + "-pooled-" + part + ".csv");
      if (Files.exists(ofMeasures)) {
        return;
      }
      List<String> measured = new ArrayList<>();
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(ofPooled))) {
        for (int i = 0; i < count; i++) {
          ControlledDefects.Sample sample = set.sample(i);
          String begin = object(sample.sample(), i) + "," + (sample.defect().isEmpty() ? 1 : 0);
          measured.add(
              begin + numbers(List.of(measures.of(filter, List.of(sample.sample())).get(0))));
          out.println(begin + numbers(pooled.of(views(filter, sample.sample()))));
        }
      }
      Files.write(ofMeasures, measured);
      System.err.println(ofMeasures);
    }

    private int object(LayeredSample sample, int otherwise) {
      List<SceneObject> objects = stamps.objects();
      for (int i = 0; i < objects.size(); i++) {
        if (sample.caption().startsWith(objects.get(i).phrase() + " ")) {
          return i;
        }
      }
      return otherwise;
    }
  }

  private static String numbers(List<float[]> features) {
    StringBuilder text = new StringBuilder();
    for (float[] some : features) {
      for (float number : some) {
        text.append(String.format(Locale.ROOT, ",%.6g", number));
      }
    }
    return text.toString();
  }

  /** What the first filters saw: picture, cut-out and rest on grey, or the background alone. */
  private static List<RgbImage> views(PaperFilter filter, LayeredSample sample) {
    RgbImage picture = sample.picture();
    Mask mask = sample.layers().mask();
    return filter == PaperFilter.MASK
        ? List.of(picture, onGrey(picture, mask), onGrey(picture, mask.inverted()))
        : List.of(sample.layers().background());
  }

  private static RgbImage onGrey(RgbImage picture, Mask mask) {
    RgbImage grey = RgbImage.filled(picture.width(), picture.height(), GREY, GREY, GREY);
    return LayeredImage.twoLayer(picture, grey, mask).composed();
  }
}
