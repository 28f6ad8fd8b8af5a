package org.text2layer.train.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.Autograd;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.nn.weights.Weights;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.loss.AdaptiveWeight;
import org.text2layer.train.loss.PerceptualDistance;
import org.text2layer.train.run.Checkpoint;
import org.text2layer.train.run.DivergenceException;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingRun;

class AutoencoderTaskTest {
  private static final int SIDE = 32;
  private static final List<LayeredSample> SAMPLES = List.of(sample(1, SIDE), sample(2, SIDE));
  private static final AutoencoderTrainingConfiguration SMALL =
      AutoencoderTrainingConfiguration.standard()
          .withAdversarial(adversarial(0.5, AdaptiveWeight.atOutputs()));

  private static AdversarialConfiguration adversarial(double start, AdaptiveWeight weight) {
    return new AdversarialConfiguration(
        start, weight, 4, AdversarialConfiguration.standard().optimizer());
  }

  private final NDManager manager = NDManager.newBaseManager();
  private final List<LogRow> rows = new ArrayList<>();
  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givenTwoSamplesThenTheLossFallsAndTheDiscriminatorJoinsLate() throws Exception {
    AutoencoderTask<LayeredSample> task =
        AutoencoderTask.layered(manager, layered(), SMALL).withHeldOut(SAMPLES.subList(0, 1));

    train(task, SAMPLES, 20);

    double first = rows.get(0).heldOut().total().orElseThrow();
    double last = rows.get(19).heldOut().total().orElseThrow();
    assertTrue(last < 0.8 * first, first + " to " + last);
    assertEquals(
        Set.of(
            "l1_foreground",
            "l1_background",
            "l1_composite",
            "l1",
            "perceptual_foreground",
            "perceptual_background",
            "perceptual_composite",
            "perceptual",
            "kl",
            "mask_l1",
            "l_comp",
            "l_lap",
            "mask_loss",
            "total"),
        rows.get(9).terms().values().keySet());
    Set<String> late = new HashSet<>(rows.get(10).terms().values().keySet());
    late.removeAll(rows.get(9).terms().values().keySet());
    assertEquals(Set.of("generator", "adaptive_weight", "discriminator"), late);
    assertFalse(rows.get(9).gradientNorms().containsKey("discriminator"));
    assertTrue(rows.get(10).gradientNorms().get("discriminator") > 0);
    try (Stream<Path> pictures = Files.list(folder.resolve("previews/0000000020"))) {
      assertEquals(8, pictures.count());
    }
  }

  @Test
  void givenTwoLayersThenEveryHeadLearnsAndASampleOfAnotherNumberIsRefusedByName() {
    LayeredAutoencoder autoencoder = LayeredAutoencoder.of(structure(11));
    FreshWeights.draw(autoencoder, manager, 1);
    List<NDArray> heads =
        Stream.of("foreground1", "foreground2", "background", "mask1", "mask2", "composite")
            .map(name -> Weights.of(autoencoder).get("heads." + name + ".3.weight"))
            .toList();
    List<float[]> before = heads.stream().map(NDArray::toFloatArray).toList();
    List<LayeredSample> stacks = List.of(stack(1), stack(2));
    AutoencoderTask<LayeredSample> task =
        AutoencoderTask.layered(
                manager, autoencoder, SMALL.withAdversarial(AdversarialConfiguration.none()))
            .withHeldOut(stacks.subList(0, 1));

    train(task, stacks, 2);

    for (int head = 0; head < heads.size(); head++) {
      assertFalse(Arrays.equals(before.get(head), heads.get(head).toFloatArray()), "head " + head);
    }
    assertTrue(rows.get(1).heldOut().values().containsKey("perceptual_foreground2"));
    for (String picture : List.of("foreground2", "mask1", "true-mask2", "composite")) {
      Path file = folder.resolve("previews/0000000002/0-" + picture + ".png");
      assertTrue(Files.exists(file), file.toString());
    }
    Path other = folder.resolve("other");
    TrainingData<LayeredSample> mixed = TrainingData.of("mixed", List.of(stack(1), SAMPLES.get(0)));
    TrainingRun<LayeredSample> run =
        TrainingRun.of(task, mixed, TrainingConfiguration.of(1, 2), other);
    TrainingException error = assertThrows(TrainingException.class, run::run);
    assertTrue(error.getMessage().contains("'1' has 1 layers"), error.getMessage());
  }

  /** The sample with a second disc over its own. */
  private static LayeredSample stack(int seed) {
    LayeredImage one = sample(seed, SIDE).layers();
    float[] mask = new float[SIDE * SIDE];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = Math.hypot(i % SIDE - 20, i / SIDE - 22) < 5 + seed ? 1 : 0;
    }
    LayeredImage two =
        one.plus(
            new ImageLayer(
                "nearer",
                RgbImage.filled(SIDE, SIDE, 0, 0.3f * seed, 0.9f),
                Mask.of(SIDE, SIDE, mask)));
    return new LayeredSample("discs " + seed, two.composed(), two);
  }

  @Test
  void givenWithoutComposedSupervisionThenItsHeadStaysAsItIs() {
    LayeredAutoencoder autoencoder = layered();
    NDArray head = Weights.of(autoencoder).get("heads.composite.3.weight");
    float[] before = head.toFloatArray();

    train(
        AutoencoderTask.layered(manager, autoencoder, SMALL.withoutComposedSupervision()),
        SAMPLES,
        2);

    assertArrayEquals(before, head.toFloatArray());
    assertFalse(rows.get(1).terms().values().containsKey("l1_composite"));
  }

  @Test
  void givenPlainPicturesThenTheImageAutoencoderLearnsWithoutAMask() {
    AutoencoderTask<RgbImage> task =
        AutoencoderTask.pictures(
            manager,
            pictures(),
            SMALL.withAdversarial(adversarial(0.5, AdaptiveWeight.latentDiffusion())));

    train(task, SAMPLES.stream().map(LayeredSample::picture).toList(), 4);

    assertEquals(
        List.of("l1", "perceptual", "kl", "generator", "adaptive_weight", "discriminator", "total"),
        List.copyOf(rows.get(3).terms().values().keySet()));
  }

  @Test
  void givenAWeightAtTheLastLayerThenItEqualsThatOfTheWholeGraph() {
    AutoencoderTrainingConfiguration configuration =
        SMALL
            .withWeights(LossWeights.standard().withPerceptual(0))
            .withAdversarial(adversarial(0, AdaptiveWeight.latentDiffusion()))
            .withMeanLatents();
    ImageAutoencoder autoencoder = pictures();
    AutoencoderTask<RgbImage> task = AutoencoderTask.pictures(manager, autoencoder, configuration);
    PatchDiscriminator discriminator = (PatchDiscriminator) task.groups().get(1).network();
    List<RgbImage> pictures = SAMPLES.stream().map(LayeredSample::picture).toList();
    RecordedStep<RgbImage> step =
        new RecordedStep<>(manager, Autograd.create(), task.groups(), pictures, 1);
    List<NDArray> last = List.of(Weights.of(autoencoder).get("decoder.conv_out.weight"));

    double ratio =
        Autograd.recording(
            () -> {
              NDArray truth = PictureTensors.ofPictures(manager, pictures);
              NDArray latents = autoencoder.encode(step.store(), truth, true).mean();
              NDArray made = autoencoder.decode(step.store(), latents, true);
              NDArray l1 = made.sub(truth).abs().mean();
              NDArray generator = discriminator.logits(step.store(), made, true).mean().neg();
              return norm(step.gradients(l1, last))
                  / (norm(step.gradients(generator, last)) + 1e-4);
            });
    double weight = Autograd.recording(() -> task.step(step)).values().get("adaptive_weight");

    assertEquals(0.5 * ratio, weight, 1e-3 * weight);
  }

  private static double norm(List<NDArray> gradients) {
    return gradients.get(0).norm().getFloat();
  }

  @Test
  void givenManyStepsThenNoArrayStaysWithTheOwner() {
    AutoencoderTask<LayeredSample> task =
        AutoencoderTask.layered(
            manager, layered(), SMALL.withAdversarial(SMALL.adversarial().withStart(0)));
    Autograd autograd = Autograd.create();
    task.groups().forEach(RecordedStep::parameters);
    Set<Integer> held = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      try (NDManager scope = manager.newSubManager()) {
        RecordedStep<LayeredSample> step =
            new RecordedStep<>(scope, autograd, task.groups(), SAMPLES, 1);
        Autograd.recording(() -> task.step(step));
      }
      held.add(manager.getManagedArrays().size());
    }
    assertEquals(1, held.size(), held.toString());
  }

  @Test
  void givenATermThatIsNoNumberThenTheRunStopsAndNamesIt() {
    PerceptualDistance broken =
        new PerceptualDistance() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public NDArray apply(NDArray predictions, NDArray targets) {
            return predictions.sum(new int[] {1, 2, 3}).mul(Float.NaN);
          }
        };
    AutoencoderTask<LayeredSample> task =
        AutoencoderTask.layered(manager, layered(), SMALL, broken);

    DivergenceException error =
        assertThrows(DivergenceException.class, () -> train(task, SAMPLES, 2));

    assertEquals("perceptual_foreground", error.failure().term());
  }

  @Test
  void givenASampleOfAnOddSizeThenTheMessageNamesIt() {
    AutoencoderTask<LayeredSample> task = AutoencoderTask.layered(manager, layered(), SMALL);

    TrainingException error =
        assertThrows(
            TrainingException.class, () -> train(task, List.of(SAMPLES.get(0), sample(3, 33)), 1));

    assertTrue(error.getMessage().contains("'1' is 33x33"), error.getMessage());
  }

  @Test
  void givenABatchThatNoMachineHoldsThenItIsRefusedBeforeTheFirstStep() {
    AutoencoderTask<LayeredSample> task = AutoencoderTask.layered(manager, layered(), SMALL);
    LayeredSample large = sample(1, 256);
    TrainingRun<LayeredSample> run =
        TrainingRun.of(
            task,
            TrainingData.of("many", 65_536, index -> large),
            TrainingConfiguration.of(1, 65_536),
            folder);

    TrainingException error = assertThrows(TrainingException.class, run::run);

    assertTrue(error.getMessage().contains("take a batch of at most"), error.getMessage());
    assertTrue(Checkpoint.latest(folder).isEmpty());
  }

  private <T> void train(AutoencoderTask<T> task, List<T> samples, long steps) {
    TrainingRun.of(
            task,
            TrainingData.of("two", samples),
            TrainingConfiguration.of(steps, 2).withAverageDecay(0.5),
            folder)
        .withOptions(RunOptions.standard().withPreviewEvery(steps).withHeldOutEvery(1))
        .withListener(
            new TrainingListener() {
              @Override
              public void onStep(LogRow row) {
                rows.add(row);
              }
            })
        .run();
  }

  private LayeredAutoencoder layered() {
    LayeredAutoencoder autoencoder = LayeredAutoencoder.of(structure(7));
    FreshWeights.draw(autoencoder, manager, 1);
    return autoencoder;
  }

  private ImageAutoencoder pictures() {
    ImageAutoencoder autoencoder = ImageAutoencoder.of(structure(3));
    FreshWeights.draw(autoencoder, manager, 1);
    return autoencoder;
  }

  private static AutoencoderConfiguration structure(int in) {
    return new AutoencoderConfiguration(in, List.of(8, 16), 1, 4, 4, 1);
  }

  /** A smooth scene with a disc. */
  private static LayeredSample sample(int seed, int side) {
    RgbImage background = RgbImage.filled(side, side, 0.2f * seed, 0.5f, 0.8f);
    RgbImage foreground = RgbImage.filled(side, side, 0.9f, 0.3f * seed, 0.1f);
    float[] mask = new float[side * side];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = Math.hypot(i % side - 16, i / side - 16) < 8 + seed ? 1 : 0;
    }
    LayeredImage layers = LayeredImage.twoLayer(foreground, background, Mask.of(side, side, mask));
    return new LayeredSample("disc " + seed, layers.composed(), layers);
  }
}
