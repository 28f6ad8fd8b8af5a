package org.text2layer.synth.quality;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the filters say about one sample: it is dropped if any rejects it (paper, III-D).
 *
 * @param scores one a filter, in the filters' order
 */
public record Judgement(List<Score> scores) {
  /** Copies, and checks that each filter has one score. */
  public Judgement {
    scores = List.copyOf(scores);
    if (scores.stream().map(Score::filter).distinct().count() < scores.size()) {
      throw new IllegalArgumentException(
          "Expected one score a filter but came %s: leave the others out.".formatted(scores));
    }
  }

  /**
   * The score of a filter.
   *
   * @throws IllegalArgumentException if it did not judge the sample; the message has those that did
   */
  public Score of(String filter) {
    return scores.stream()
        .filter(score -> score.filter().equals(filter))
        .findFirst()
        .orElseThrow(
            () -> QualityFilters.unknown(filter, scores.stream().map(Score::filter).toList()));
  }

  /** Whether all filters accept. */
  public boolean kept() {
    return rejecting().isEmpty();
  }

  /** The scores below their filters' thresholds, in the filters' order. */
  public List<Score> rejecting() {
    return scores.stream().filter(score -> !score.accepted()).toList();
  }

  /** The rejecting filters with score and threshold, or all filters' scores if it is kept. */
  public String reason() {
    return (kept() ? scores : rejecting())
        .stream().map(Score::reason).collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return (kept() ? "kept: " : "dropped: ") + reason();
  }

  /**
   * One filter's score of one sample, beside its threshold.
   *
   * @param filter its name
   * @param score finite; a probability that the sample is good, for the filters that ship
   * @param threshold from which on it is kept, finite
   */
  public record Score(String filter, double score, double threshold) {
    /** Checks that both are numbers. */
    public Score {
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
}
