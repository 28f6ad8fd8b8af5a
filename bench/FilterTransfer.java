import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.SceneObject;
import org.text2layer.data.StampScenes;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.metrics.mask.MaskScores;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.metrics.significance.Proportion;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.DefectSet;
import org.text2layer.synth.quality.defect.DetectorErrors;
import org.text2layer.synth.quality.measure.BinaryScores;

/**
 * The table of docs/data-truth.md on what the shipped quality filters say of photographs: the area under the ROC curve
 * with a 95 % interval clustered by object, and which shares of good and bad samples pass.
 *
 * <p>./mvnw -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
 *
 * <p>java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)" bench/FilterTransfer.java 300 240 120 100
 *
 * <p>The numbers: masks with errors, controlled defects a filter, true layers and masks of the embedded detector, samples of
 * Emoji Scenes a filter. Needs datasets/stamps/make-stamps first.
 */
final class FilterTransfer {
  private static final Bootstrap BOOTSTRAP = Bootstrap.standard();

  /** A sample as a filter sees it, the object that it shows, and whether it is good. */
  private record Judged(String object, LayeredSample sample, boolean good) {}

  private record Scored(String object, double score, boolean good) {}

  public static void main(String[] arguments) {
    int errors = Integer.parseInt(arguments[0]);
    int defects = Integer.parseInt(arguments[1]);
    int detected = Integer.parseInt(arguments[2]);
    int emoji = Integer.parseInt(arguments[3]);
    StampScenes stamps = StampScenes.of(Path.of("datasets/stamps/build/stamps")).test();
    System.out.println(
        "| filter | samples | good | ROC AUC | good ones that pass | bad ones that pass |\n|---|---|---|---|---|---|");
    try (QualityFilters filters = QualityFilters.standard()) {
      QualityFilter mask = filters.filter("mask");
      QualityFilter inpainting = filters.filter("inpainting");
      for (QualityFilter filter : List.of(mask, inpainting)) {
        print(filter, "stamps, true layers", detected, number -> exact(stamps, number));
      }
      DetectorErrors wrong = DetectorErrors.of(stamps.toString(), stamps::sample, 21);
      print(mask, "stamps, masks with errors", errors, number -> judged(wrong, stamps, number));
      print(
          mask,
          "stamps, controlled defects",
          defects,
          number -> judged(controlled(PaperFilter.MASK, stamps), stamps, number));
      try (SalientObjectDetector detector = EmbeddedSalientObjectDetector.load()) {
        print(
            mask,
            "stamps, the embedded detector's masks",
            detected,
            number -> detected(detector, stamps, number));
      }
      print(
          inpainting,
          "stamps, controlled defects",
          defects,
          number -> judged(controlled(PaperFilter.INPAINTING, stamps), stamps, number));
      for (QualityFilter filter : List.of(mask, inpainting)) {
        ControlledDefects set =
            ControlledDefects.of(
                PaperFilter.valueOf(filter.name().toUpperCase(Locale.ROOT)),
                EmojiScenes.unseenObjects(),
                2);
        print(
            filter,
            "Emoji Scenes, unseen objects, controlled defects",
            emoji,
            number -> {
              ControlledDefects.Sample sample = set.sample(number);
              String object = Integer.toString(number);
              return new Judged(object, sample.sample(), sample.defect().isEmpty());
            });
      }
    }
  }

  private static ControlledDefects controlled(PaperFilter filter, StampScenes stamps) {
    return ControlledDefects.of(filter, stamps.toString(), stamps::sample, 23);
  }

  private static Judged exact(StampScenes stamps, int number) {
    LayeredSample truth = stamps.sample(number);
    return new Judged(object(truth, stamps), truth, true);
  }

  private static Judged judged(DefectSet set, StampScenes stamps, int number) {
    ControlledDefects.Sample sample = set.sample(number);
    return new Judged(object(sample.sample(), stamps), sample.sample(), sample.defect().isEmpty());
  }

  private static Judged detected(
      SalientObjectDetector detector, StampScenes stamps, int number) {
    LayeredSample truth = stamps.sample(number);
    Mask mask = detector.detect(truth.picture());
    LayeredImage layers =
        LayeredImage.twoLayer(
            truth.picture().where(mask, 0.1f), truth.layers().background(), mask);
    boolean good = MaskScores.of(truth.layers().mask(), mask).iou() >= 0.8;
    LayeredSample seen = new LayeredSample(truth.caption(), truth.picture(), layers);
    return new Judged(object(truth, stamps), seen, good);
  }

  private static String object(LayeredSample sample, StampScenes stamps) {
    return stamps.objects().stream()
        .filter(object -> sample.caption().startsWith(object.phrase() + " "))
        .map(SceneObject::phrase)
        .findFirst()
        .orElseThrow();
  }

  private static void print(
      QualityFilter filter, String name, int count, IntFunction<Judged> samples) {
    Map<String, List<Scored>> byObject = new LinkedHashMap<>();
    List<Scored> all = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Judged judged = samples.apply(number);
      Scored scored =
          new Scored(judged.object(), filter.score(judged.sample()), judged.good());
      all.add(scored);
      byObject.computeIfAbsent(scored.object(), any -> new ArrayList<>()).add(scored);
    }
    List<List<Scored>> objects = List.copyOf(byObject.values());
    long good = all.stream().filter(Scored::good).count();
    String area =
        good == count
            ? "–"
            : BOOTSTRAP
                .centred(area(all), BOOTSTRAP.replicates(random -> area(drawn(objects, random))))
                .text(3);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s: %d of %d objects | %.2f | %s | %s | %s |%n",
        filter.name(),
        name,
        count,
        objects.size(),
        (double) good / count,
        area,
        passing(all, filter.threshold(), true).text(2),
        passing(all, filter.threshold(), false).text(2));
  }

  private static List<Scored> drawn(List<List<Scored>> objects, SplittableRandom random) {
    List<Scored> drawn = new ArrayList<>();
    for (int number : Bootstrap.draw(random, objects.size())) {
      drawn.addAll(objects.get(number));
    }
    return drawn;
  }

  private static Proportion passing(List<Scored> all, double threshold, boolean good) {
    return new Proportion(
        all.stream().filter(one -> one.good() == good && one.score() >= threshold).count(),
        all.stream().filter(one -> one.good() == good).count());
  }

  /** Nothing is told where all that were drawn are of one kind. */
  private static double area(List<Scored> all) {
    List<Boolean> good = all.stream().map(Scored::good).toList();
    return good.contains(true) && good.contains(false)
        ? new BinaryScores(all.stream().map(Scored::score).toList(), good).areaUnderRoc()
        : 0.5;
  }
}
