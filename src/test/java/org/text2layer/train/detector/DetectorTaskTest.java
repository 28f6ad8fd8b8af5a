package org.text2layer.train.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.Pretrained;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.defect.RandomisedObjects;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.run.Checkpoint;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingRun;

class DetectorTaskTest {
  private static final int STEPS = 6;

  private final NDManager manager = NDManager.newBaseManager();
  private final List<LogRow> rows = new ArrayList<>();
  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  private static List<MaskedPicture> pictures() {
    RandomisedObjects objects = RandomisedObjects.of(EmojiScenes.train());
    return LongStream.range(0, 2)
        .mapToObj(objects::sample)
        .map(sample -> new MaskedPicture(sample.picture(), sample.layers().mask()))
        .toList();
  }

  private DetectorTask task() {
    return DetectorTask.of(
        manager, Pretrained.salientObjectNetwork(manager), AdamWConfiguration.of(1e-3));
  }

  private void train(DetectorTask task, List<MaskedPicture> samples) {
    TrainingRun.of(
            task,
            TrainingData.of("two pictures", samples),
            TrainingConfiguration.of(STEPS, 2).withAverageDecay(0),
            folder)
        .withOptions(RunOptions.standard().withHeldOutEvery(1))
        .withListener(
            new TrainingListener() {
              @Override
              public void onStep(LogRow row) {
                rows.add(row);
              }
            })
        .run();
  }

  @Test
  void givenTwoPictures_whenTrained_thenTheLossFallsAndTheDetectorLoadsTheWeights()
      throws Exception {
    List<MaskedPicture> samples = pictures();
    train(task().withHeldOut(samples), samples);

    double first = rows.get(0).heldOut().total().orElseThrow();
    double last = rows.get(STEPS - 1).heldOut().total().orElseThrow();
    assertTrue(last < 0.8 * first, first + " to " + last);
    try (Stream<Path> shown = Files.list(folder.resolve("previews/0000000006"))) {
      assertEquals(6, shown.count());
    }
    Path weights = Checkpoint.required(folder).weights(DetectorTask.GROUP);
    try (EmbeddedSalientObjectDetector trained =
        EmbeddedSalientObjectDetector.load(weights, ComputeDevice.named("cpu"))) {
      assertEquals(last, loss(trained, samples), 1e-4);
    }
  }

  /** Cross-entropy and half of one minus the soft intersection over union, in plain Java. */
  private static double loss(EmbeddedSalientObjectDetector detector, List<MaskedPicture> samples) {
    double loss = 0;
    for (MaskedPicture sample : samples) {
      float[] found = detector.detect(sample.picture()).toArray();
      float[] truth = sample.mask().toArray();
      double entropy = 0;
      double both = 1;
      double either = 1;
      for (int i = 0; i < found.length; i++) {
        double p = Math.min(0.999999, Math.max(1e-6, found[i]));
        entropy -= truth[i] * Math.log(p) + (1 - truth[i]) * Math.log(1 - p);
        both += found[i] * truth[i];
        either += found[i] + truth[i] - found[i] * truth[i];
      }
      loss += (entropy / found.length + (1 - both / either) / 2) / samples.size();
    }
    return loss;
  }

  @Test
  void givenAPictureOfAnotherSize_thenItIsRefusedByName() {
    MaskedPicture small =
        new MaskedPicture(RgbImage.filled(64, 64, 0, 0, 0), Mask.filled(64, 64, 0));

    TrainingException refused =
        assertThrows(TrainingException.class, () -> train(task(), List.of(small, small)));

    assertTrue(refused.getMessage().matches(".*'[01]' is 64x64.*"), refused.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new MaskedPicture(RgbImage.filled(64, 64, 0, 0, 0), Mask.filled(64, 32, 0)));
  }
}
