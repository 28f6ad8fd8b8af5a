package org.text2layer.train.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.train.LossTerms;

/**
 * One step in the log.
 *
 * @param step how many steps are done with this one, 1 to steps
 * @param terms of the loss, averaged over the step's batches
 * @param heldOut terms on held-out samples after this step; none where it was not evaluated
 * @param learningRates of the groups that learned in this step
 * @param gradientNorms of the same groups, before clipping
 * @param samplesPerSecond of this step, with all that belongs to it
 */
public record LogRow(
    long step,
    LossTerms terms,
    LossTerms heldOut,
    Map<String, Double> learningRates,
    Map<String, Double> gradientNorms,
    double samplesPerSecond) {
  /** Keeps the order of the groups. */
  public LogRow {
    learningRates = Collections.unmodifiableMap(new LinkedHashMap<>(learningRates));
    gradientNorms = Collections.unmodifiableMap(new LinkedHashMap<>(gradientNorms));
  }
}
