package org.text2layer.synth.quality;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the filters say about one sample: it is dropped if any rejects it (paper, III-D).
 *
 * @param scores one a filter, in the filters' order
 */
public record Judgement(List<FilterScore> scores) {
  /** Copies, and checks that each filter has one score. */
  public Judgement {
    scores = List.copyOf(scores);
    if (scores.stream().map(FilterScore::filter).distinct().count() < scores.size()) {
      throw new IllegalArgumentException(
          "Expected one score a filter but came %s: leave the others out.".formatted(scores));
    }
  }

  /**
   * The score of a filter.
   *
   * @throws IllegalArgumentException if it did not judge the sample; the message has those that did
   */
  public FilterScore of(String filter) {
    return scores.stream()
        .filter(score -> score.filter().equals(filter))
        .findFirst()
        .orElseThrow(
            () ->
                QualityFilters.unknown(filter, scores.stream().map(FilterScore::filter).toList()));
  }

  /** Whether all filters accept. */
  public boolean kept() {
    return rejecting().isEmpty();
  }

  /** The scores below their filters' thresholds, in the filters' order. */
  public List<FilterScore> rejecting() {
    return scores.stream().filter(score -> !score.accepted()).toList();
  }

  /** The rejecting filters with score and threshold, or all filters' scores if it is kept. */
  public String reason() {
    return (kept() ? scores : rejecting())
        .stream().map(FilterScore::reason).collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return (kept() ? "kept: " : "dropped: ") + reason();
  }
}
