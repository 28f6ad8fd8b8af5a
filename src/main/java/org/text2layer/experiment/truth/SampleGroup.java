package org.text2layer.experiment.truth;

import java.util.Locale;
import java.util.function.Predicate;

/** Samples by what the filters did with them; a sample may be in several groups. */
public enum SampleGroup {
  /** Before filtering. */
  ALL(sample -> true),
  /** After filtering. */
  KEPT(JudgedSample::kept),
  /** What either filter rejects. */
  DROPPED(sample -> !sample.kept()),
  /** What the mask filter rejects, whatever the other says. */
  DROPPED_BY_MASK_FILTER(sample -> !sample.judgement().mask().accepted()),
  /** What the inpainting filter rejects, whatever the other says. */
  DROPPED_BY_INPAINTING_FILTER(sample -> !sample.judgement().inpainting().accepted());

  private final Predicate<JudgedSample> belongs;

  SampleGroup(Predicate<JudgedSample> belongs) {
    this.belongs = belongs;
  }

  /** "dropped by mask filter", for example. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether a sample is in the group. */
  public boolean holds(JudgedSample sample) {
    return belongs.test(sample);
  }
}
