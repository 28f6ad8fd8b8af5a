package org.text2layer.train;

import java.util.Locale;
import java.util.Objects;
import org.text2layer.train.optimizer.LearningRateSchedule;

/**
 * What changes the result of a training, beside its task and data. A run goes on only with the
 * configuration that it began with.
 *
 * @param steps updates of the weights
 * @param batch samples that go through the networks at once
 * @param accumulation batches whose gradients are averaged to one update; a step sees batch x
 *     accumulation samples
 * @param schedule of the learning rates
 * @param clipNorm a group's gradients are scaled down to this norm over all of them where they
 *     exceed it; infinite for no clipping
 * @param averageDecay d of the moving average of weights, in [0, 1); after n updates min(d, (1 + n)
 *     / (10 + n)) is taken; 0 for no average
 * @param seed of the data's order and of all that is random in the steps
 */
public record TrainingConfiguration(
    long steps,
    int batch,
    int accumulation,
    LearningRateSchedule schedule,
    double clipNorm,
    double averageDecay,
    long seed) {
  private static final int MOST = 65_536;

  /** Checks the numbers. */
  public TrainingConfiguration {
    Objects.requireNonNull(schedule, "schedule");
    if (steps < 1 || batch < 1 || batch > MOST || accumulation < 1 || accumulation > MOST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Expected at least 1 step and 1 to %,d samples a batch and batches a step but came %s, %s and %s: correct the configuration.",
              MOST,
              steps,
              batch,
              accumulation));
    }
    if (schedule.warmUp() > steps) {
      throw new IllegalArgumentException(
          "Expected a warm-up within the %s steps but it takes %s: shorten it."
              .formatted(steps, schedule.warmUp()));
    }
    if (!(clipNorm > 0) || !(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException(
          "Expected a clip norm above 0 and an average's decay in [0, 1) but came %s and %s: correct the configuration."
              .formatted(clipNorm, averageDecay));
    }
  }

  /** Constant learning rate, clipped to norm 1, averaged with 0.999, seed 0, no accumulation. */
  public static TrainingConfiguration of(long steps, int batch) {
    return new TrainingConfiguration(steps, batch, 1, LearningRateSchedule.constant(), 1, 0.999, 0);
  }

  /** The same with several batches a step. */
  public TrainingConfiguration withAccumulation(int batches) {
    return new TrainingConfiguration(steps, batch, batches, schedule, clipNorm, averageDecay, seed);
  }

  /** The same with another schedule. */
  public TrainingConfiguration withSchedule(LearningRateSchedule newSchedule) {
    return new TrainingConfiguration(
        steps, batch, accumulation, newSchedule, clipNorm, averageDecay, seed);
  }

  /** The same with another decay of the average. */
  public TrainingConfiguration withAverageDecay(double decay) {
    return new TrainingConfiguration(steps, batch, accumulation, schedule, clipNorm, decay, seed);
  }

  /** The same with another seed. */
  public TrainingConfiguration withSeed(long newSeed) {
    return new TrainingConfiguration(
        steps, batch, accumulation, schedule, clipNorm, averageDecay, newSeed);
  }

  /** Samples that one update sees. */
  public int samplesPerStep() {
    return Math.multiplyExact(batch, accumulation);
  }
}
