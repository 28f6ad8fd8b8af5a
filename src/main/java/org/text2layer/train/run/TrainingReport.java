package org.text2layer.train.run;

import java.nio.file.Path;
import org.text2layer.train.LossTerms;

/**
 * How a run ended.
 *
 * @param steps how many are done, over all starts
 * @param end why it ended
 * @param terms of the last step
 * @param checkpoint the last one
 */
public record TrainingReport(long steps, End end, LossTerms terms, Path checkpoint) {
  /** Why a run ended. */
  public enum End {
    /** All steps are done. */
    COMPLETE("all steps done"),
    /** The thread was interrupted, as a notebook's stop button does. */
    INTERRUPTED("interrupted"),
    /** The time limit had passed. */
    TIME_LIMIT("time limit reached");

    private final String words;

    End(String words) {
      this.words = words;
    }

    /** In words, as a sentence goes on after it: "interrupted", "time limit reached". */
    @Override
    public String toString() {
      return words;
    }
  }

  /** Whether all steps are done. */
  public boolean complete() {
    return end == End.COMPLETE;
  }
}
