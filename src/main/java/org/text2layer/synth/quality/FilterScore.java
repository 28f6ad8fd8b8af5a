package org.text2layer.synth.quality;

import java.util.Locale;

/**
 * One filter's score of one sample, beside its threshold.
 *
 * @param filter its name
 * @param score finite; a probability that the sample is good, for the filters that ship
 * @param threshold from which on it is kept, finite
 */
public record FilterScore(String filter, double score, double threshold) {
  /** Checks that both are numbers. */
  public FilterScore {
    if (!Double.isFinite(score) || !Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "Expected a finite score and threshold of the %s filter but came %s and %s: correct them."
              .formatted(filter, score, threshold));
    }
  }

  /** Whether the score reaches the threshold. */
  public boolean accepted() {
    return score >= threshold;
  }

  /** "mask filter: 0.134 is below 0.620", for people. */
  public String reason() {
    return String.format(
        Locale.ROOT,
        "%s filter: %.3f %s %.3f",
        filter,
        score,
        accepted() ? "reaches" : "is below",
        threshold);
  }
}
