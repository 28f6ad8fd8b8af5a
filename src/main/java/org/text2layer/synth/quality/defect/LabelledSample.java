package org.text2layer.synth.quality.defect;

import java.util.Objects;
import java.util.Optional;
import org.text2layer.synth.quality.FilterKind;
import org.text2layer.synth.quality.QualitySample;

/**
 * A sample with the answer that a filter shall give.
 *
 * @param sample what the filter sees
 * @param filter the filter in question
 * @param defect what is wrong; empty for a good sample
 */
public record LabelledSample(QualitySample sample, FilterKind filter, Optional<Defect> defect) {
  /** Checks that the defect is one of the filter's. */
  public LabelledSample {
    Objects.requireNonNull(sample, "sample");
    if (defect.isPresent() && defect.get().filter() != filter) {
      throw new IllegalArgumentException(
          "Expected a defect that the %s filter judges but came %s: label it for the other filter."
              .formatted(filter.label(), defect.get().label()));
    }
  }

  /** Whether nothing is wrong. */
  public boolean good() {
    return defect.isEmpty();
  }
}
