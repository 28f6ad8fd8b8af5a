import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.LayeredSample;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.NoiseLevel;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Sampler;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.CellFolder;
import org.text2layer.experiment.cell.CellMeasurement;
import org.text2layer.experiment.cell.MaskReference;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.method.PictureWorld;
import org.text2layer.image.LayeredImage;
import org.text2layer.metrics.caption.EmojiSceneCaptionScore;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.SamplerFactory;
import org.text2layer.pipeline.SchedulerConfiguration;

/**
 * Quality against cost of the embedded model: guidance at some noise levels only, numbers of steps
 * and samplers, as measurements in a folder. Finished ones are kept, a killed run goes on.
 *
 * <p>java @kernel/java.options -cp "target/text2layer.jar:target/lib/*" bench/SamplingQuality.java
 * docs/results/sampling 64 1
 *
 * <p>Arguments: the folder, captions a setting, seeds, and settings by name (all if there are none).
 */
final class SamplingQuality {
  private static final int REFERENCES = 1_024;
  private static final double GUIDANCE = 5;

  /** σ between which a setting guides; the embedded model's noise levels go from 14.6 down to 0.03. */
  private static final Map<String, double[]> INTERVALS =
      Map.of("below-5", new double[] {0, 5}, "middle", new double[] {0.3, 5}, "narrow", new double[] {0.6, 3},
          "above-03", new double[] {0.3, Double.POSITIVE_INFINITY});

  private static final Map<String, UnaryOperator<GenerationRequest>> SETTINGS = settings();

  private static Map<String, UnaryOperator<GenerationRequest>> settings() {
    Map<String, UnaryOperator<GenerationRequest>> settings = new LinkedHashMap<>();
    for (int steps : new int[] {20, 12, 8, 6}) {
      settings.put("dpm-" + steps, request -> request.steps(steps));
    }
    for (int steps : new int[] {20, 12, 8}) {
      new TreeMap<>(INTERVALS)
          .forEach(
              (name, levels) ->
                  settings.put(
                      "dpm-%s-%s".formatted(steps, name),
                      request ->
                          request.steps(steps).guidance(Guidance.of(GUIDANCE).between(levels[0], levels[1]))));
    }
    settings.put("euler-12", request -> request.steps(12).sampler(SamplerFactory.eulerKarras()));
    settings.put("ddim-20", request -> request.steps(20).sampler(SamplerFactory.ddim()));
    return settings;
  }

  private final CellFolder cells;
  private final TestSet set = TestSet.of(PictureWorld.full(), Optional.empty()).get(0);
  private final List<String> captions;

  private SamplingQuality(Path folder, int captions) {
    this.cells = new CellFolder(folder, System.err::println);
    this.captions = set.asked(captions).stream().map(LayeredSample::caption).toList();
  }

  public static void main(String[] arguments) {
    SamplingQuality quality = new SamplingQuality(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    int seeds = Integer.parseInt(arguments[2]);
    List<String> named = List.of(arguments).subList(3, arguments.length);
    Precision precision = Precision.valueOf(System.getProperty("precision", "FLOAT32"));
    try (Text2Layer model = Text2Layer.load(precision);
        EmojiSceneCaptionScore judge = EmojiSceneCaptionScore.load();
        CellMeasurement measurement = new CellMeasurement(REFERENCES, Bootstrap.standard())) {
      for (int seed = 0; seed < seeds; seed++) {
        for (String name : named.isEmpty() ? SETTINGS.keySet() : named) {
          quality.measure(name, seed, model, measurement, judge);
        }
      }
    }
  }

  private void measure(
      String name, long seed, Text2Layer model, CellMeasurement measurement, EmojiSceneCaptionScore judge) {
    Cell.Key recognised = new Cell.Key(name, seed, set.key(), "recognised");
    if (cells.find(recognised).filter(cell -> cell.captions().equals(captions)).isPresent()) {
      return; // it is written last
    }
    List<LayeredImage> images =
        IntStream.range(0, captions.size())
            .mapToObj(i -> model.generate(request(name, captions.get(i)).seed(seed * 100_000 + i)))
            .toList();
    JsonObject told = new JsonObject();
    images.get(0).provenance().forEach(told::addProperty);
    told.addProperty("denoiserPasses", passes(request(name, captions.get(0))));
    Cell pictures =
        measurement.pictures(
            new Cell.Key(name, seed, set.key(), Cell.Key.PICTURES), set, captions, images, told);
    cells.write(pictures);
    Cell.Key masks = new Cell.Key(name, seed, set.key(), MaskReference.EMBEDDED.measure());
    cells.write(measurement.masks(masks, set, MaskReference.EMBEDDED, captions, images, told));
    Map<String, List<Double>> first = Map.of("own caption first", ownFirst(judge, images));
    cells.write(new Cell(recognised, captions, first, Map.of(), Optional.empty(), pictures.provenance()));
    System.out.printf("%s, seed %s: %s passes%n", name, seed, passes(request(name, captions.get(0))));
  }

  private static GenerationRequest request(String name, String caption) {
    return SETTINGS.get(name).apply(GenerationRequest.of(caption).guidance(GUIDANCE));
  }

  /** 1 where no other caption of the set scores higher, else 0. */
  private List<Double> ownFirst(EmojiSceneCaptionScore judge, List<LayeredImage> images) {
    List<List<Double>> scores =
        judge.scoresOfEach(captions, images.stream().map(LayeredImage::composed).toList());
    return IntStream.range(0, scores.size())
        .mapToObj(i -> scores.get(i).get(i) >= Collections.max(scores.get(i)) ? 1.0 : 0.0)
        .toList();
  }

  /** How often the denoiser sees a picture's latents: twice where a step is guided. */
  private static int passes(GenerationRequest request) {
    SchedulerConfiguration configuration = SchedulerConfiguration.stableDiffusion();
    NoiseSchedule schedule = configuration.schedule();
    Sampler sampler = request.sampler().create(configuration, request.steps());
    return IntStream.range(0, sampler.steps())
        .mapToDouble(index -> schedule.sigma(sampler.timestep(index)))
        .mapToObj(sigma -> NoiseLevel.varianceExploding(configuration.prediction(), 0, sigma))
        .mapToInt(level -> request.guidance().needsUnconditional(level) ? 2 : 1)
        .sum();
  }
}
