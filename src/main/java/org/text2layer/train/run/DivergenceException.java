package org.text2layer.train.run;

import java.nio.file.Path;
import java.util.List;
import org.text2layer.train.TrainingException;

/** A loss or a gradient became infinite or no number; the weights were not changed by it. */
public final class DivergenceException extends TrainingException {
  private static final long serialVersionUID = 1L;

  private final long step;
  private final String term;
  private final transient List<String> sampleIds;
  private final transient Path dump;

  DivergenceException(long step, String term, List<String> sampleIds, Path dump) {
    super(
        "Expected finite losses and gradients but in step %d '%s' is not: look at the samples %s, at the state saved in %s, and train with a lower learning rate in another folder."
            .formatted(step, term, sampleIds, dump));
    this.step = step;
    this.term = term;
    this.sampleIds = List.copyOf(sampleIds);
    this.dump = dump;
  }

  /** Which step, 1 to steps. */
  public long step() {
    return step;
  }

  /** The loss's name, or "gradient of" and the group's. */
  public String term() {
    return term;
  }

  /** The samples of the step. */
  public List<String> sampleIds() {
    return sampleIds;
  }

  /** A folder like a checkpoint's, with the state before the step. */
  public Path dump() {
    return dump;
  }
}
