package org.text2layer.experiment.newobject;

import java.util.Locale;
import java.util.Objects;
import org.text2layer.nn.device.Precision;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.diffusion.FineTuning;
import org.text2layer.train.optimizer.LearningRateSchedule;

/**
 * How the embedded model is taught a new object.
 *
 * @param tuning which weights learn
 * @param learningRate of AdamW, in (0, 1), after a short warm-up constant to the end
 * @param steps at least 1
 * @param batch samples a step, at least 1
 * @param oldShare share of true samples of Emoji Scenes among all, in [0, 1): what keeps the old
 *     objects (prior preservation, Ruiz et al. 2023, with true pictures in the place of generated)
 * @param samples how many are composed and encoded once, at least a batch; each is seen again with
 *     other noise
 * @param precision in which the network computes while it learns
 * @param seed of placement, order and noise
 */
public record TuningRecipe(
    FineTuning tuning,
    double learningRate,
    long steps,
    int batch,
    double oldShare,
    int samples,
    Precision precision,
    long seed) {
  private static final int MOST_SAMPLES = 100_000;
  private static final double AVERAGE = 0.99;
  private static final long WARM_UP = 10;

  /** Checks the numbers. */
  public TuningRecipe {
    Objects.requireNonNull(tuning, "tuning");
    Objects.requireNonNull(precision, "precision");
    if (!(learningRate > 0 && learningRate < 1) || !(oldShare >= 0 && oldShare < 1)) {
      throw new IllegalArgumentException(
          "Expected a learning rate in (0, 1) and a share of old objects in [0, 1) but came %s and %s: 1e-4 and 0.5 are a good start."
              .formatted(learningRate, oldShare));
    }
    if (steps < 1 || batch < 1 || samples < batch || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Expected at least 1 step, 1 sample a batch and from a batch to %,d samples but came %s, %s and %s: correct the recipe.",
              MOST_SAMPLES,
              steps,
              batch,
              samples));
    }
  }

  /** All weights. In docs/new-object.md this disturbed the old objects most: try a lower rate. */
  public static TuningRecipe full() {
    return of(FineTuning.full(), 1e-4);
  }

  /** Attention's weights only. */
  public static TuningRecipe attention() {
    return of(FineTuning.attention(), 2e-4);
  }

  /** A change of rank 16 of attention's projections: the best of the three in the first trials. */
  public static TuningRecipe lowRank() {
    return of(FineTuning.lowRank(16), 1e-3);
  }

  /** 200 steps of 8 samples, half of them old ones, in 32 bits. */
  public static TuningRecipe of(FineTuning tuning, double learningRate) {
    return new TuningRecipe(tuning, learningRate, 200, 8, 0.5, 512, Precision.FLOAT32, 0);
  }

  /** The same with another learning rate. */
  public TuningRecipe withLearningRate(double rate) {
    return new TuningRecipe(tuning, rate, steps, batch, oldShare, samples, precision, seed);
  }

  /** The same with another length. */
  public TuningRecipe withSteps(long newSteps) {
    return new TuningRecipe(
        tuning, learningRate, newSteps, batch, oldShare, samples, precision, seed);
  }

  /** The same with another batch. */
  public TuningRecipe withBatch(int newBatch) {
    return new TuningRecipe(
        tuning, learningRate, steps, newBatch, oldShare, samples, precision, seed);
  }

  /** The same with more or fewer old objects. */
  public TuningRecipe withOldShare(double share) {
    return new TuningRecipe(tuning, learningRate, steps, batch, share, samples, precision, seed);
  }

  /** The same with more or fewer samples. */
  public TuningRecipe withSamples(int count) {
    return new TuningRecipe(tuning, learningRate, steps, batch, oldShare, count, precision, seed);
  }

  /** The same in another precision. */
  public TuningRecipe withPrecision(Precision newPrecision) {
    return new TuningRecipe(
        tuning, learningRate, steps, batch, oldShare, samples, newPrecision, seed);
  }

  /** The same with another seed. */
  public TuningRecipe withSeed(long newSeed) {
    return new TuningRecipe(
        tuning, learningRate, steps, batch, oldShare, samples, precision, newSeed);
  }

  /** "full", "attention" or "low-rank-16": names the run's folder. */
  public String name() {
    return switch (tuning.kind()) {
      case FULL -> "full";
      case ATTENTION -> "attention";
      case LOW_RANK -> String.format(Locale.ROOT, "low-rank-%d", tuning.rank());
    };
  }

  TrainingConfiguration configuration() {
    return TrainingConfiguration.of(steps, batch)
        .withSchedule(LearningRateSchedule.constant().withWarmUp(Math.min(steps - 1, WARM_UP)))
        .withAverageDecay(AVERAGE)
        .withSeed(seed);
  }
}
