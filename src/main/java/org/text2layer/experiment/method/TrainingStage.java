package org.text2layer.experiment.method;

import java.util.Objects;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.optimizer.LearningRateSchedule;
import org.text2layer.train.run.RunOptions;

/**
 * How long one network of a method learns. The learning rate rises over a tenth of the steps, 400
 * at most, and falls along a cosine to 2 %.
 *
 * @param steps updates
 * @param batch samples a step
 * @param averageDecay of the moving average of weights
 * @param optimizer with the learning rate
 */
public record TrainingStage(
    long steps, int batch, double averageDecay, AdamWConfiguration optimizer) {
  private static final int LONGEST_WARM_UP = 400;
  private static final int CHECKPOINTS = 8;

  /** Checks the numbers. */
  public TrainingStage {
    Objects.requireNonNull(optimizer, "optimizer");
    if (steps < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 step of at least 1 sample but came %d and %d: correct the stage."
              .formatted(steps, batch));
    }
  }

  /** The same with another length. */
  public TrainingStage withSteps(long newSteps) {
    return new TrainingStage(newSteps, batch, averageDecay, optimizer);
  }

  /** The same with other batches. */
  public TrainingStage withBatch(int samples) {
    return new TrainingStage(steps, samples, averageDecay, optimizer);
  }

  /** A third of the steps, as the paper's fine-tuning has of its trainings (25 k of 75 k). */
  TrainingStage fineTuning() {
    return withSteps(Math.max(1, steps / 3));
  }

  TrainingConfiguration run(long seed) {
    LearningRateSchedule cosine =
        LearningRateSchedule.cosine(0.02).withWarmUp(Math.min(steps / 10, LONGEST_WARM_UP));
    return TrainingConfiguration.of(steps, batch)
        .withSchedule(cosine)
        .withAverageDecay(averageDecay)
        .withSeed(seed);
  }

  RunOptions options() {
    return RunOptions.standard()
        .withCheckpoints(Math.max(1, steps / CHECKPOINTS), 1)
        .withPreviewEvery(0)
        .withHeldOutEvery(0);
  }
}
