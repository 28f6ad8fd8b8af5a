package org.text2layer.train.optimizer;

/**
 * The factor on a learning rate at each step: a linear rise, then a decay.
 *
 * @param warmUp steps of the rise, from 1 / warmUp to 1; 0 for none
 * @param decay what follows
 * @param floor the factor at the end, in [0, 1]; a constant stays at 1
 */
public record LearningRateSchedule(long warmUp, Decay decay, double floor) {
  /** How the factor falls after the rise. */
  public enum Decay {
    /** Not at all. */
    CONSTANT,
    /** Along a straight line. */
    LINEAR,
    /** Along half a cosine (Loshchilov and Hutter 2017, SGDR, eq. 5, without restarts). */
    COSINE
  }

  /** Checks the ranges. */
  public LearningRateSchedule {
    if (warmUp < 0 || !(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException(
          "Expected a warm-up of at least 0 steps and a floor in [0, 1] but came %s and %s: correct the schedule."
              .formatted(warmUp, floor));
    }
  }

  /** Always the whole learning rate. */
  public static LearningRateSchedule constant() {
    return new LearningRateSchedule(0, Decay.CONSTANT, 1);
  }

  /** Along a cosine down to a share of the learning rate. */
  public static LearningRateSchedule cosine(double floor) {
    return new LearningRateSchedule(0, Decay.COSINE, floor);
  }

  /**
   * What a short training of a small network takes: a rise over a tenth of its steps, and no more
   * than a stated number, then a cosine down to a fiftieth.
   *
   * @param steps of the training
   * @param longestWarmUp steps of the rise at most
   */
  public static LearningRateSchedule warmedCosine(long steps, long longestWarmUp) {
    return cosine(0.02).withWarmUp(Math.min(steps / 10, longestWarmUp));
  }

  /** The same after a rise. */
  public LearningRateSchedule withWarmUp(long steps) {
    return new LearningRateSchedule(steps, decay, floor);
  }

  /**
   * The factor of a step.
   *
   * @param step 0 to steps − 1
   * @param steps of the whole run
   */
  public double factor(long step, long steps) {
    if (step < warmUp) {
      return (step + 1.0) / warmUp;
    }
    double share = (double) (step - warmUp) / Math.max(1, steps - warmUp);
    return switch (decay) {
      case CONSTANT -> 1;
      case LINEAR -> 1 - (1 - floor) * share;
      // StrictMath: the same on every machine.
      case COSINE -> floor + (1 - floor) * (1 + StrictMath.cos(Math.PI * share)) / 2;
    };
  }
}
