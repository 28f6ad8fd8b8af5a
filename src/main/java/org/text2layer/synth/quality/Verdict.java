package org.text2layer.synth.quality;

import java.util.Locale;

/**
 * One filter's answer about one sample.
 *
 * @param filter which filter
 * @param probability that the sample is good, in [0, 1]
 * @param threshold from which on it is kept, in [0, 1]
 */
public record Verdict(FilterKind filter, double probability, double threshold) {
  /** Checks the ranges. */
  public Verdict {
    if (!(probability >= 0 && probability <= 1) || !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "Expected a probability and a threshold in [0, 1] but came %s and %s: correct them."
              .formatted(probability, threshold));
    }
  }

  /** Whether the probability reaches the threshold. */
  public boolean accepted() {
    return probability >= threshold;
  }

  /** "mask filter: 0.134 is below 0.620", for a ledger. */
  public String reason() {
    return String.format(
        Locale.ROOT,
        "%s filter: %.3f %s %.3f",
        filter.label(),
        probability,
        accepted() ? "reaches" : "is below",
        threshold);
  }
}
