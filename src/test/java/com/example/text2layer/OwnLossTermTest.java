package com.example.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.Autograd;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.nn.weights.Weights;
import org.text2layer.train.LossTerms;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.autoencoder.AdversarialConfiguration;
import org.text2layer.train.autoencoder.AutoencoderTask;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.autoencoder.LossWeights;
import org.text2layer.train.loss.LossTerm;
import org.text2layer.train.loss.Reconstruction;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.run.Checkpoint;
import org.text2layer.train.run.DivergenceException;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingLog;
import org.text2layer.train.run.TrainingReport;
import org.text2layer.train.run.TrainingRun;

/** A loss term written outside the library, against its public types alone. */
class OwnLossTermTest {
  private static final String NAME = "mask_edges";
  private static final double WEIGHT = 20;
  private static final int STEPS = 4;
  private static final int LONG = 20;
  private static final List<LayeredSample> SAMPLES = List.of(sample(1), sample(2));

  private final NDManager manager = NDManager.newBaseManager();
  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void givenATermOnTheMaskThenItIsLoggedCountedAndLearned(Precision precision) {
    List<LogRow> with = rows(precision, WEIGHT);

    with.forEach(
        row -> {
          assertTotal(row.terms());
          assertTotal(row.heldOut());
        });
    if (precision == Precision.BFLOAT16) {
      double first = with.get(0).terms().values().get(NAME);
      assertTrue(with.get(LONG - 1).terms().values().get(NAME) < first);
      return;
    }
    List<LogRow> without = rows(precision, 0);
    double unweighted = without.get(LONG - 1).terms().values().get(NAME);
    double weighted = with.get(LONG - 1).terms().values().get(NAME);
    assertTrue(weighted < 0.8 * unweighted, weighted + " beside " + unweighted);
  }

  private List<LogRow> rows(Precision precision, double weight) {
    Path own = folder.resolve("weight " + weight);
    AutoencoderTask<LayeredSample> task =
        task(precision).withTerm(NAME, weight, new MaskEdges()).withHeldOut(SAMPLES);
    TrainingRun.of(task, data(), configuration(LONG), own).withOptions(options()).run();
    return TrainingLog.read(own);
  }

  private static void assertTotal(LossTerms terms) {
    Map<String, Double> values = terms.values();
    double total = values.get("l1") + 1e-6 * values.get("kl") + WEIGHT * values.get(NAME);
    assertEquals(total, terms.total().orElseThrow(), 1e-6 * total);
  }

  @Test
  void givenATermOfThePlainAutoencoderThenItsWeightChangesWhatIsLearned() {
    LossTerm brightness =
        made -> made.prediction("picture").mean().sub(made.target("picture").mean()).square();

    List<Float> plain = learned("plain", task -> task);
    assertEquals(plain, learned("logged", task -> task.withTerm("brightness", 0, brightness)));
    assertNotEquals(plain, learned("counted", task -> task.withTerm("brightness", 1, brightness)));
  }

  private List<Float> learned(String name, UnaryOperator<AutoencoderTask<RgbImage>> change) {
    Path own = folder.resolve(name);
    try (NDManager scope = manager.newSubManager()) {
      ImageAutoencoder network = ImageAutoencoder.of(structure(3));
      FreshWeights.draw(network, scope, 1);
      AutoencoderTask<RgbImage> task =
          change.apply(AutoencoderTask.pictures(scope, network, losses(Precision.FLOAT32)));
      List<RgbImage> pictures = SAMPLES.stream().map(LayeredSample::picture).toList();
      TrainingRun.of(task, TrainingData.of("two", pictures), TrainingConfiguration.of(2, 2), own)
          .run();
      List<Float> weights = new ArrayList<>();
      for (float value : Weights.of(network).get("decoder.conv_out.weight").toFloatArray()) {
        weights.add(value);
      }
      return weights;
    }
  }

  @Test
  void givenItsConstantsThenItsGradientEqualsFiniteDifferences() {
    Shape shape = new Shape(2, 1, 5, 4);
    float[] truth = noise(1, shape);
    float[] values = noise(2, shape);
    NDArray mask = manager.create(values, shape);
    mask.setRequiresGradient(true);

    float[] gradient =
        Autograd.recording(
            () -> {
              NDArray loss = new MaskEdges().apply(made(mask, truth));
              // A number that were freed before gradients read it would be gone now.
              System.gc();
              return Autograd.create().gradients(loss, List.of(mask)).get(0).toFloatArray();
            });

    // The term is quadratic: central differences have no error but rounding.
    float width = 0.25f;
    for (int i = 0; i < values.length; i++) {
      double difference = moved(values, i, width, truth) - moved(values, i, -width, truth);
      assertEquals(difference / (2 * width), gradient[i], 1e-4, "pixel " + i);
    }
  }

  /** The term where one pixel is moved. */
  private double moved(float[] values, int pixel, float by, float[] truth) {
    float[] other = values.clone();
    other[pixel] += by;
    NDArray mask = manager.create(other, new Shape(2, 1, 5, 4));
    return new MaskEdges().apply(made(mask, truth)).getFloat();
  }

  private Reconstruction made(NDArray mask, float[] truth) {
    return Reconstruction.of(manager.create(0f))
        .with("mask", mask, manager.create(truth, mask.getShape()));
  }

  @Test
  void givenATermThatThrowsInTheMiddleThenTheRunGoesOnFromItsLastCheckpoint() throws IOException {
    IllegalStateException cause = new IllegalStateException("no edges");
    int[] calls = {0};
    LossTerm throwing =
        made -> {
          if (++calls[0] == 4) {
            throw cause;
          }
          return new MaskEdges().apply(made);
        };
    AutoencoderTask<LayeredSample> broken = ownTask(WEIGHT, throwing);
    int arrays = manager.getManagedArrays().size();

    TrainingException error = assertThrows(TrainingException.class, run(broken, STEPS)::run);

    assertSame(cause, error.getCause());
    assertTrue(error.getMessage().contains("'mask_edges'"), error.getMessage());
    assertEquals(arrays, manager.getManagedArrays().size());
    assertEquals(2, Checkpoint.latest(folder).orElseThrow().step());
    assertTrue(run(ownTask(WEIGHT, new MaskEdges()), STEPS).run().complete());
    assertEquals(uninterrupted(), results(folder));
  }

  @Test
  void givenARunThatWasStoppedThenItGoesOnWithTheSameBytes() throws IOException {
    RunOptions oneStep = options().withTimeLimit(Duration.ofNanos(1));
    TrainingReport report = run(ownTask(WEIGHT, new MaskEdges()), STEPS).withOptions(oneStep).run();
    assertFalse(report.complete());

    assertTrue(run(ownTask(WEIGHT, new MaskEdges()), STEPS).run().complete());

    assertEquals(uninterrupted(), results(folder));
  }

  private List<String> uninterrupted() throws IOException {
    Path whole = folder.resolve("whole");
    TrainingRun.of(ownTask(WEIGHT, new MaskEdges()), data(), configuration(STEPS), whole)
        .withOptions(options())
        .run();
    return results(whole);
  }

  /** The log without its speeds, and the last checkpoint's weights. */
  private static List<String> results(Path run) throws IOException {
    List<String> results = new ArrayList<>();
    TrainingLog.read(run).forEach(row -> results.add(row.terms() + " " + row.gradientNorms()));
    Path last = run.resolve("checkpoints").resolve(String.format(Locale.ROOT, "%010d", STEPS));
    try (Stream<Path> files = Files.list(last)) {
      for (Path file : files.sorted().toList()) {
        results.add(file.getFileName() + " " + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return results;
  }

  @Test
  void givenAnotherWeightOrNoTermThenTheRunIsRefused() {
    run(ownTask(WEIGHT, new MaskEdges()), 1).run();

    for (AutoencoderTask<LayeredSample> other :
        List.of(ownTask(2, new MaskEdges()), task(Precision.FLOAT32))) {
      TrainingException error = assertThrows(TrainingException.class, run(other, 1)::run);
      assertTrue(error.getMessage().contains(NAME), error.getMessage());
    }
  }

  @Test
  void givenATermThatIsNoNumberThenTheRunStopsAndNamesIt() {
    LossTerm broken = made -> made.divergence().mul(made.constant(Double.NaN));

    DivergenceException error =
        assertThrows(DivergenceException.class, run(ownTask(1, broken), 1)::run);

    assertEquals(NAME, error.failure().term());
  }

  @Test
  void givenATermThatGivesNothingToLearnFromThenTheMessageSaysWhat() {
    assertRefused(
        "float32 of shape (2, 32, 32)", made -> made.prediction("mask").mean(new int[] {1}));
    assertRefused("float64", made -> made.divergence().toType(DataType.FLOAT64, false));
    assertRefused("null", made -> null);
    assertRefused("no gradient", made -> made.target("mask").mean());
    assertRefused("no gradient", made -> made.prediction("mask").stopGradient().mean());
    assertRefused("[mask, foreground, background, composite]", made -> made.prediction("alpha"));
  }

  private void assertRefused(String reason, LossTerm term) {
    TrainingException error = assertThrows(TrainingException.class, run(ownTask(1, term), 1)::run);
    assertTrue(error.getMessage().contains("'mask_edges'"), error.getMessage());
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kl", "total", "Edges", "perceptual_composite", "generator", ""})
  void givenANameThatIsTakenOrNoneThenItIsRefused(String name) {
    AutoencoderTask<LayeredSample> task = task(Precision.FLOAT32);
    MaskEdges term = new MaskEdges();

    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> task.withTerm(name, 1, term));

    assertTrue(error.getMessage().contains("'" + name + "'"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void givenAWeightThatIsNoneThenItIsRefused(double weight) {
    AutoencoderTask<LayeredSample> task = task(Precision.FLOAT32);
    MaskEdges term = new MaskEdges();

    assertThrows(IllegalArgumentException.class, () -> task.withTerm(NAME, weight, term));
  }

  @Test
  void givenTheDocumentsSnippetThenItIsTheTermOfTheseTests() throws IOException {
    String document = Files.readString(Path.of("docs/change-one-thing.md"));
    String source =
        Files.readString(Path.of("src/test/java/com/example/text2layer/MaskEdges.java"));
    String term = source.substring(source.indexOf("final class"));
    assertTrue(document.contains(term), "docs/change-one-thing.md shows another MaskEdges");
  }

  private AutoencoderTask<LayeredSample> ownTask(double weight, LossTerm term) {
    return task(Precision.FLOAT32).withTerm(NAME, weight, term);
  }

  private AutoencoderTask<LayeredSample> task(Precision precision) {
    LayeredAutoencoder network = LayeredAutoencoder.of(structure(7));
    FreshWeights.draw(network, manager, 1);
    return AutoencoderTask.layered(manager, network, losses(precision));
  }

  private static AutoencoderTrainingConfiguration losses(Precision precision) {
    return AutoencoderTrainingConfiguration.standard()
        // Nothing but the term tells the mask's head anything.
        .withWeights(LossWeights.standard().withPerceptual(0).withMask(0, 2, 3))
        .withOptimizer(AdamWConfiguration.of(5e-3))
        .withAdversarial(AdversarialConfiguration.none())
        .withPrecision(precision);
  }

  private TrainingRun<LayeredSample> run(AutoencoderTask<LayeredSample> task, int steps) {
    return TrainingRun.of(task, data(), configuration(steps), folder).withOptions(options());
  }

  private static TrainingData<LayeredSample> data() {
    return TrainingData.of("two", SAMPLES);
  }

  private static TrainingConfiguration configuration(int steps) {
    return TrainingConfiguration.of(steps, 2).withAverageDecay(0.5);
  }

  private static RunOptions options() {
    return RunOptions.standard().withCheckpoints(2, 3).withPreviewEvery(0).withHeldOutEvery(1);
  }

  private static AutoencoderConfiguration structure(int in) {
    return new AutoencoderConfiguration(in, List.of(8, 16), 1, 4, 4, 1);
  }

  private static float[] noise(long seed, Shape shape) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** A scene of one colour with a disc. */
  private static LayeredSample sample(int number) {
    int side = 32;
    RgbImage background = RgbImage.filled(side, side, 0.2f * number, 0.5f, 0.8f);
    RgbImage foreground = RgbImage.filled(side, side, 0.9f, 0.3f * number, 0.1f);
    float[] mask = new float[side * side];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = Math.hypot(i % side - 16, i / side - 16) < 8 + number ? 1 : 0;
    }
    LayeredImage layers = LayeredImage.twoLayer(foreground, background, Mask.of(side, side, mask));
    return new LayeredSample("disc " + number, layers.composed(), layers);
  }
}
