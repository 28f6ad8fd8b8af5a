import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.StampScenes;
import org.text2layer.experiment.truth.DefectTruth;
import org.text2layer.experiment.truth.LayerTruth;
import org.text2layer.experiment.truth.StackTruth;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.model.opencv.ClassicalSalientObjectDetector;
import org.text2layer.model.repository.ModelRepository;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.SynthesisConfiguration;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.ControlledDefects;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The tables of docs/data-truth.md and docs/more-layers.md: automatic layers against true ones, as Markdown.
 *
 * <p>./mvnw -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
 *
 * <p>java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)" bench/LayerTruthTables.java emoji
 * embedded 500
 *
 * <p>The arguments are the samples ("emoji", "unseen", "stamps", "defects" or "peel"), the detector
 * ("embedded" or "classical"; for "peel" also "true", which knows the visible masks, nearest first), and how many samples; then, if wanted, a folder of weights with the
 * name of the inpainter in it, as "models lama", whose detectors can be named too (docs/weights.md).
 * "stamps" needs datasets/stamps/make-stamps first; "defects" adds as many samples of each filter's controlled set to half as many automatic
 * ones; "peel" takes as many scenes of none, one, two and three objects each.
 */
final class LayerTruthTables {
  private static final long DEFECT_SEED = 3;
  private static final int MOST_LAYERS = 4;

  public static void main(String[] arguments) {
    String set = arguments[0];
    int count = Integer.parseInt(arguments[2]);
    if (set.equals("peel")) {
      print(peeled(count, arguments));
      return;
    }
    try (Inpainter inpainter = inpainter(arguments);
        LayerSynthesizer synthesizer =
            LayerSynthesizer.of(
                detector(arguments), inpainter, SynthesisConfiguration.standard());
        QualityFilters filters = QualityFilters.standard()) {
      if (set.equals("defects")) {
        print(defects(count, synthesizer, inpainter, filters), true);
      } else {
        LongFunction<LayeredSample> samples = samples(set);
        print(
            LayerTruth.measure(
                LongStream.range(0, count).mapToObj(samples), synthesizer, filters),
            false);
      }
    }
  }

  private static SalientObjectDetector detector(String[] arguments) {
    return switch (arguments[1]) {
      case "classical" -> ClassicalSalientObjectDetector.create();
      case "embedded" -> EmbeddedSalientObjectDetector.load();
      default -> ModelRepository.folder(Path.of(arguments[3])).detector(arguments[1]);
    };
  }

  private static Inpainter inpainter(String[] arguments) {
    return arguments.length < 5
        ? new SmoothInpainter()
        : ModelRepository.folder(Path.of(arguments[3])).inpainter(arguments[4]);
  }

  private static LongFunction<LayeredSample> samples(String name) {
    return switch (name) {
      case "emoji" -> EmojiScenes.test()::sample;
      case "unseen" -> EmojiScenes.unseenObjects()::sample;
      case "stamps" -> StampScenes.of(Path.of("datasets/stamps/build/stamps"))::sample;
      default -> throw new IllegalArgumentException("Expected emoji, unseen, stamps or defects.");
    };
  }

  private static LayerTruth defects(
      int count, LayerSynthesizer synthesizer, Inpainter inpainter, QualityFilters filters) {
    EmojiScenes scenes = EmojiScenes.unseenObjects();
    LayerTruth mixed =
        LayerTruth.measure(
            LongStream.range(0, count / 2).mapToObj(scenes::sample), synthesizer, filters);
    for (PaperFilter filter : PaperFilter.values()) {
      ControlledDefects set = ControlledDefects.of(filter, scenes, DEFECT_SEED);
      mixed = mixed.plus(DefectTruth.measure(set, count, inpainter, filters));
    }
    return mixed;
  }

  private static StackTruth peeled(int count, String[] arguments) {
    List<LayeredSample> none =
        LongStream.range(0, count)
            .mapToObj(seed -> EmojiScenes.test().sample(seed).layers().backdrop())
            .map(scene -> new LayeredSample("nothing", scene, LayeredImage.of(scene, List.of())))
            .toList();
    Stream<LayeredSample> some =
        IntStream.rangeClosed(1, 3)
            .boxed()
            .flatMap(
                objects ->
                    LongStream.range(0, count)
                        .mapToObj(seed -> EmojiScenes.test().sample(seed, objects)));
    Stream<LayeredSample> samples = Stream.concat(none.stream(), some);
    SynthesisConfiguration recipe = SynthesisConfiguration.standard();
    if (arguments[1].equals("true")) {
      return StackTruth.measure(
          samples,
          sample -> {
            try (LayerSynthesizer knowing =
                LayerSynthesizer.of(new Knowing(sample.layers()), inpainter(arguments), recipe)) {
              return knowing.layers(sample.picture(), MOST_LAYERS);
            }
          });
    }
    try (LayerSynthesizer synthesizer =
        LayerSynthesizer.of(detector(arguments), inpainter(arguments), recipe)) {
      return StackTruth.measure(samples, synthesizer, MOST_LAYERS);
    }
  }

  /** Tells the visible mask of one true layer after the other, the nearest first. */
  private static final class Knowing implements SalientObjectDetector {
    private final Deque<Mask> visible = new ArrayDeque<>();

    Knowing(LayeredImage truth) {
      float[] left = Mask.filled(truth.width(), truth.height(), 1).toArray();
      for (int k = truth.layers().size() - 1; k >= 0; k--) {
        float[] mask = truth.layers().get(k).mask().toArray();
        for (int i = 0; i < mask.length; i++) {
          float own = mask[i];
          mask[i] = own * left[i];
          left[i] *= 1 - own;
        }
        visible.add(Mask.of(truth.width(), truth.height(), mask));
      }
    }

    @Override
    public Mask detect(RgbImage picture) {
      Mask nearest = visible.poll();
      return nearest == null ? Mask.filled(picture.width(), picture.height(), 0) : nearest;
    }

    @Override
    public String description() {
      return "the truth";
    }

    @Override
    public void close() {}
  }

  private static void print(StackTruth truth) {
    System.out.println(markdown(truth.byObjects()));
    System.out.println("failures: " + truth.failures().size());
    truth.failures().forEach(System.out::println);
  }

  private static void print(LayerTruth truth, boolean byKind) {
    System.out.println(markdown(truth.comparison()));
    if (byKind) {
      System.out.println(markdown(truth.byKind()));
    }
    System.out.println("failures: " + truth.failures().size());
    truth.failures().forEach(System.out::println);
  }

  private static String markdown(Table table) {
    StringBuilder text = new StringBuilder(row(table.columnNames()) + row(dashes(table)));
    for (int i = 0; i < table.rowCount(); i++) {
      int number = i;
      text.append(row(table.columns().stream().map(column -> cell(column, number)).toList()));
    }
    return text.toString();
  }

  private static List<String> dashes(Table table) {
    return table.columnNames().stream().map(name -> "---").toList();
  }

  private static String cell(Column<?> column, int row) {
    if (column instanceof NumericColumn<?> numbers && !column.getString(row).matches("-?\\d*")) {
      return String.format(Locale.ROOT, "%.3f", numbers.getDouble(row));
    }
    return column.isMissing(row) ? "–" : column.getString(row);
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
