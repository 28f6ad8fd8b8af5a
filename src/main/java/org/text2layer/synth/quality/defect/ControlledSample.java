package org.text2layer.synth.quality.defect;

import java.util.Optional;
import org.text2layer.synth.quality.FilterKind;
import org.text2layer.synth.quality.QualitySample;

/**
 * A sample whose defect was made, beside what it was made from.
 *
 * @param sample what a filter sees
 * @param defect what was done to it; empty if it is good
 * @param truth the same picture with its true mask and background
 */
public record ControlledSample(QualitySample sample, Optional<Defect> defect, QualitySample truth) {
  /** The sample with its label, for training and measuring. */
  public LabelledSample labelled(FilterKind filter) {
    return new LabelledSample(sample, filter, defect);
  }
}
