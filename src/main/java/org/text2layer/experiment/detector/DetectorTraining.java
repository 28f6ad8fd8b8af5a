package org.text2layer.experiment.detector;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.StampScenes;
import org.text2layer.model.Pretrained;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.defect.RandomisedObjects;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.detector.DetectorTask;
import org.text2layer.train.detector.MaskedPicture;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.optimizer.LearningRateSchedule;
import org.text2layer.train.run.Checkpoint;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;
import org.text2layer.train.run.TrainingRun;

/**
 * The embedded detector, trained further: three of four pictures are {@link RandomisedObjects}, the
 * others Emoji Scenes as they are, so that it forgets nothing; of one's own cut-outs, if there are
 * some, half. Goes on where it was stopped.
 *
 * @param folder of the run: new, or of this training
 * @param steps of 16 pictures
 * @param rate of learning, before its cosine
 * @param own cut-outs and scenes to learn from too
 */
record DetectorTraining(Path folder, long steps, double rate, Optional<StampScenes> own) {
  private static final int BATCH = 16;
  private static final long WARM_UP = 50;
  private static final double AVERAGE_DECAY = 0.995;
  private static final int EVERY = 100;
  private static final int HELD_OUT = 64;
  private static final long OTHER_SEEDS = 1L << 40;

  /** See docs/data-truth.md for what it reaches, and in which time. */
  static DetectorTraining into(Path folder) {
    return new DetectorTraining(folder, 1000, 5e-4, Optional.empty());
  }

  /** The same for longer, or shorter. */
  DetectorTraining withSteps(long newSteps) {
    return new DetectorTraining(folder, newSteps, rate, own);
  }

  /** The same on cut-outs and scenes of one's own as well. */
  DetectorTraining withOwn(StampScenes scenes) {
    return new DetectorTraining(folder, steps, rate, Optional.of(scenes));
  }

  /** Trains, or goes on. */
  TrainingReport train(TrainingListener listener) {
    try (NDManager manager = ComputeDevice.best().newManager()) {
      DetectorTask task =
          DetectorTask.of(
                  manager, Pretrained.salientObjectNetwork(manager), AdamWConfiguration.of(rate))
              .withHeldOut(heldOut());
      TrainingConfiguration configuration =
          TrainingConfiguration.of(steps, BATCH)
              .withSchedule(LearningRateSchedule.warmedCosine(steps, WARM_UP))
              .withAverageDecay(AVERAGE_DECAY);
      RunOptions options =
          RunOptions.standard()
              .withCheckpoints(EVERY, 1)
              .withPreviewEvery(EVERY)
              .withHeldOutEvery(EVERY);
      return TrainingRun.of(task, data(), configuration, folder)
          .withOptions(options)
          .withListener(listener)
          .run();
    }
  }

  /** The weights of the last checkpoint, for {@code EmbeddedSalientObjectDetector.load}. */
  Path weights() {
    return Checkpoint.required(folder).weights(DetectorTask.GROUP);
  }

  private TrainingData<MaskedPicture> data() {
    EmojiScenes plain = EmojiScenes.train();
    RandomisedObjects randomised = RandomisedObjects.of(plain);
    String description =
        "%s; a quarter %s%s"
            .formatted(randomised, plain, own.map(scenes -> "; half " + scenes).orElse(""));
    return TrainingData.of(
        description,
        OTHER_SEEDS,
        index -> {
          LayeredSample sample =
              own.isPresent() && index % 2 == 0
                  ? own.get().sample(index)
                  : index % 4 == 1 ? plain.sample(index) : randomised.sample(index);
          return masked(sample);
        });
  }

  /** Other objects over other scenes, with other seeds. */
  private static List<MaskedPicture> heldOut() {
    RandomisedObjects randomised = RandomisedObjects.of(EmojiScenes.unseenObjects());
    return LongStream.range(OTHER_SEEDS, OTHER_SEEDS + HELD_OUT)
        .mapToObj(seed -> masked(randomised.sample(seed)))
        .toList();
  }

  private static MaskedPicture masked(LayeredSample sample) {
    return new MaskedPicture(sample.picture(), sample.layers().mask());
  }
}
