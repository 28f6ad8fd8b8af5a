import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.LayeredSample;
import org.text2layer.experiment.layers.PairWorld;
import org.text2layer.experiment.layers.StackCompletion;
import org.text2layer.experiment.layers.StackExperiment;
import org.text2layer.experiment.layers.StackMethod;
import org.text2layer.experiment.layers.StackPreset;
import org.text2layer.experiment.method.Sampling;
import org.text2layer.experiment.method.TrainedMethod;
import org.text2layer.experiment.table.StackTable;
import org.text2layer.image.IfExists;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbImage;
import org.text2layer.train.loading.Mixing;

/**
 * The trainings and measurements of docs/more-layers.md, seed by seed. Run again after it was
 * stopped, it goes on; what CELLS holds is not made again.
 *
 * <p>java @kernel/java.options -cp "target/text2layer.jar:target/lib/*" bench/MoreLayersRun.java FOLDER CELLS SEED...
 */
final class MoreLayersRun {
  private static final int SHOWN = 8;
  private static final int GAP = 4;

  private MoreLayersRun() {}

  public static void main(String[] arguments) {
    Path cells = Path.of(arguments[1]);
    StackExperiment experiment =
        new StackExperiment(
            Path.of(arguments[0]), cells, StackPreset.laptop(), MoreLayersRun::say);
    experiment.measureTruth();
    PngWriter.write(
        sheet(LongStream.range(0, SHOWN).mapToObj(seed -> PairWorld.scene(seed).layers()).toList()),
        Map.of(),
        cells.resolve("truth.png"),
        IfExists.REPLACE);
    for (int i = 2; i < arguments.length; i++) {
      long seed = Long.parseLong(arguments[i]);
      for (StackMethod method : StackMethod.values()) {
        long start = System.nanoTime();
        experiment.run(method, seed);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        say(String.format(Locale.ROOT, "%s, seed %d: %.1f minutes", method, seed, taken.toSeconds() / 60.0));
        show(experiment.pictures(method, seed, MoreLayersRun::elsewhere), method.key(), seed, cells);
      }
      complete(experiment, seed, Path.of(arguments[0]).resolve("model-" + seed), cells);
      List<Long> measured =
          Arrays.stream(arguments, 2, i + 1).map(Long::parseLong).toList();
      StackTable.of(cells, measured, MoreLayersRun::say).write(cells.resolve("tables"));
    }
  }

  private static TrainedMethod elsewhere() {
    throw new IllegalStateException("Its pictures were generated in another folder.");
  }

  /** The model of two layers, around layers of true scenes. */
  private static void complete(StackExperiment experiment, long seed, Path folder, Path cells) {
    if (!Files.exists(folder)) {
      experiment.save(seed, folder);
    }
    List<LayeredImage> free =
        experiment.pictures(StackMethod.STACK, seed, MoreLayersRun::elsewhere);
    Sampling sampling = experiment.preset().sampling();
    try (Text2Layer model = Text2Layer.load(folder)) {
      for (StackCompletion completion : StackCompletion.values()) {
        List<LayeredImage> pictures = new ArrayList<>();
        experiment.complete(
            completion,
            seed,
            i -> {
              if (!completion.isAround()) {
                return free.get(i);
              }
              LayeredSample scene = PairWorld.scene(i);
              GenerationRequest request =
                  GenerationRequest.of(scene.caption())
                      .seed(Mixing.mix(seed, i))
                      .steps(sampling.steps())
                      .guidance(sampling.guidance());
              LayeredImage given = completion.given(scene.layers());
              LayeredImage made =
                  model.generate(
                      completion.givesNearer() ? request.under(given) : request.over(given));
              pictures.add(made);
              return made;
            });
        if (!pictures.isEmpty()) {
          show(pictures, completion.key(), seed, cells);
        }
      }
    }
  }

  /** The first captions' pictures, not chosen. */
  private static void show(List<LayeredImage> pictures, String key, long seed, Path cells) {
    Path file = cells.resolve("%s-%s.png".formatted(key, seed));
    PngWriter.write(sheet(pictures.subList(0, SHOWN)), Map.of(), file, IfExists.REPLACE);
  }

  /** A column a picture: composed, nearer and farther layer, background. */
  private static RgbImage sheet(List<LayeredImage> pictures) {
    int side = pictures.get(0).width();
    int step = side + GAP;
    int width = step * pictures.size() - GAP;
    int height = 4 * step - GAP;
    float[] values = new float[3 * width * height];
    Arrays.fill(values, 1);
    for (int column = 0; column < pictures.size(); column++) {
      List<RgbImage> views = views(pictures.get(column));
      for (int row = 0; row < views.size(); row++) {
        float[] view = views.get(row).toArray();
        for (int y = 0; y < side; y++) {
          int to = 3 * ((row * step + y) * width + column * step);
          System.arraycopy(view, 3 * side * y, values, to, 3 * side);
        }
      }
    }
    return RgbImage.of(width, height, values);
  }

  private static List<RgbImage> views(LayeredImage picture) {
    RgbImage grey = RgbImage.filled(picture.width(), picture.height(), 0.5f, 0.5f, 0.5f);
    List<RgbImage> views = new ArrayList<>(List.of(picture.composed()));
    for (int layer : List.of(1, 0)) {
      views.add(LayeredImage.of(grey, picture.layers().subList(layer, layer + 1)).composed());
    }
    views.add(picture.backdrop());
    return views;
  }

  private static void say(String words) {
    System.out.println(java.time.LocalTime.now().withNano(0) + " " + words);
  }
}
