package org.text2layer.train.run;

import java.time.Duration;

/**
 * How a training runs; what is learned does not depend on it, so it may differ from one start to
 * the next.
 *
 * @param checkpointEvery steps between checkpoints; there is one at each end of a run as well
 * @param keepLast checkpoints that stay, beside the best
 * @param previewEvery steps between previews, with one before the first step and one after the last
 *     one of the training, however few there are; 0 for none
 * @param heldOutEvery steps between evaluations on held-out samples, with one after the last step
 *     of the training; 0 for none
 * @param timeLimit the run stops and saves after the step in which this has passed
 * @param loaders threads that load samples ahead
 */
public record RunOptions(
    long checkpointEvery,
    int keepLast,
    long previewEvery,
    long heldOutEvery,
    Duration timeLimit,
    int loaders) {
  private static final Duration UNLIMITED = Duration.ofDays(36_500);
  private static final int MOST_LOADERS = 64;

  /** Checks the numbers. */
  public RunOptions {
    if (checkpointEvery < 1 || keepLast < 1 || previewEvery < 0 || heldOutEvery < 0) {
      throw new IllegalArgumentException(
          "Expected a checkpoint every 1 step or more, at least 1 kept, and previews and evaluations every 0 steps (none) or more but came %s, %s, %s and %s: correct the options."
              .formatted(checkpointEvery, keepLast, previewEvery, heldOutEvery));
    }
    if (timeLimit.isNegative() || timeLimit.isZero() || loaders < 1 || loaders > MOST_LOADERS) {
      throw new IllegalArgumentException(
          "Expected a time limit above 0 and 1 to %s loaders but came %s and %s: correct the options."
              .formatted(MOST_LOADERS, timeLimit, loaders));
    }
  }

  /**
   * A checkpoint, a preview and an evaluation every 500 steps and at the end, 3 checkpoints kept, 1
   * loader, no limit.
   */
  public static RunOptions standard() {
    return new RunOptions(500, 3, 500, 500, UNLIMITED, 1);
  }

  /** The same with other checkpoints. */
  public RunOptions withCheckpoints(long every, int keep) {
    return new RunOptions(every, keep, previewEvery, heldOutEvery, timeLimit, loaders);
  }

  /** The same with other previews; 0 for none. */
  public RunOptions withPreviewEvery(long steps) {
    return new RunOptions(checkpointEvery, keepLast, steps, heldOutEvery, timeLimit, loaders);
  }

  /** The same with other evaluations; 0 for none. */
  public RunOptions withHeldOutEvery(long steps) {
    return new RunOptions(checkpointEvery, keepLast, previewEvery, steps, timeLimit, loaders);
  }

  /** The same with a time limit. */
  public RunOptions withTimeLimit(Duration limit) {
    return new RunOptions(checkpointEvery, keepLast, previewEvery, heldOutEvery, limit, loaders);
  }
}
