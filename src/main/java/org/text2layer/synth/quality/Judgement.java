package org.text2layer.synth.quality;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What both filters say about one sample: it is dropped if either rejects it (paper, III-D).
 *
 * @param mask of the mask filter
 * @param inpainting of the inpainting filter
 */
public record Judgement(Verdict mask, Verdict inpainting) {
  /** Checks that each verdict is its filter's. */
  public Judgement {
    if (mask.filter() != FilterKind.MASK || inpainting.filter() != FilterKind.INPAINTING) {
      throw new IllegalArgumentException(
          "Expected a mask and an inpainting verdict but came %s and %s: exchange them."
              .formatted(mask.filter().label(), inpainting.filter().label()));
    }
  }

  /** Both verdicts. */
  public List<Verdict> verdicts() {
    return List.of(mask, inpainting);
  }

  /** Whether both filters accept. */
  public boolean kept() {
    return verdicts().stream().allMatch(Verdict::accepted);
  }

  /** The rejecting filters with score and threshold, or both filters' scores if it is kept. */
  public String reason() {
    return verdicts().stream()
        .filter(verdict -> kept() || !verdict.accepted())
        .map(Verdict::reason)
        .collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return (kept() ? "kept: " : "dropped: ") + reason();
  }
}
