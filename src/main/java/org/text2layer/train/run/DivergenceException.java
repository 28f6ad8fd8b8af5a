package org.text2layer.train.run;

import org.text2layer.train.TrainingException;

/** A loss or a gradient became infinite or no number; the weights were not changed by it. */
public final class DivergenceException extends TrainingException {
  private static final long serialVersionUID = 1L;

  private final transient RecordedRun.Failure failure;

  DivergenceException(RecordedRun.Failure failure) {
    super(
        "Expected finite losses and gradients but in step %s '%s' is not: look at the samples %s, at the state saved in %s, and train with a lower learning rate in another folder."
            .formatted(failure.step(), failure.term(), failure.sampleIds(), failure.dump()));
    this.failure = failure;
  }

  /** Which loss in which step, its samples, and the state before it. */
  public RecordedRun.Failure failure() {
    return failure;
  }
}
