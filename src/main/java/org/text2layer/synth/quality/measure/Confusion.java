package org.text2layer.synth.quality.measure;

import org.text2layer.metrics.significance.Proportion;

/**
 * How many samples a filter keeps and drops, of good and of bad ones.
 *
 * @param keptGood good samples that it keeps
 * @param keptBad bad samples that it keeps
 * @param droppedGood good samples that it drops
 * @param droppedBad bad samples that it drops
 */
public record Confusion(long keptGood, long keptBad, long droppedGood, long droppedBad) {
  /** Checks the counts. */
  public Confusion {
    if (keptGood < 0 || keptBad < 0 || droppedGood < 0 || droppedBad < 0) {
      throw new IllegalArgumentException(
          "Expected counts of samples but came %s, %s, %s and %s: correct them."
              .formatted(keptGood, keptBad, droppedGood, droppedBad));
    }
  }

  /** Of no samples yet. */
  public static Confusion none() {
    return new Confusion(0, 0, 0, 0);
  }

  /** With one more sample. */
  public Confusion plus(boolean kept, boolean good) {
    return new Confusion(
        keptGood + (kept && good ? 1 : 0),
        keptBad + (kept && !good ? 1 : 0),
        droppedGood + (!kept && good ? 1 : 0),
        droppedBad + (!kept && !good ? 1 : 0));
  }

  /** How many in all. */
  public long samples() {
    return keptGood + keptBad + droppedGood + droppedBad;
  }

  /** The share of good samples among the kept ones. */
  public Proportion precision() {
    return new Proportion(keptGood, keptGood + keptBad);
  }

  /** The share of good samples that are kept. */
  public Proportion recall() {
    return new Proportion(keptGood, keptGood + droppedGood);
  }

  /** The share of bad samples that are dropped. */
  public Proportion badDropped() {
    return new Proportion(droppedBad, droppedBad + keptBad);
  }

  /** The share of samples that are told right. */
  public Proportion right() {
    return new Proportion(keptGood + droppedBad, samples());
  }
}
