package org.text2layer.synth.quality.defect;

import java.util.Objects;
import java.util.Optional;
import org.text2layer.data.LayeredSample;

/**
 * A sample with the answer that a filter shall give.
 *
 * @param sample what the filter sees
 * @param filter the name of the filter in question
 * @param defect what is wrong; empty for a good sample
 */
public record LabelledSample(LayeredSample sample, String filter, Optional<Defect> defect) {
  /** Checks that the defect is one of the filter's. */
  public LabelledSample {
    Objects.requireNonNull(sample, "sample");
    defect.ifPresent(wrong -> wrong.requireFor(filter));
  }

  /** Whether nothing is wrong. */
  public boolean good() {
    return defect.isEmpty();
  }
}
