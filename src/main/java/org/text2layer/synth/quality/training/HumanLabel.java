package org.text2layer.synth.quality.training;

import java.util.Optional;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.defect.Defect;

/**
 * What a person says about what a filter judges of one sample: its mask, for example.
 *
 * @param key of the sample in its data set
 * @param filter the name of the filter that judges it too
 * @param defect what is wrong; empty if it is good
 */
public record HumanLabel(String key, String filter, Optional<Defect> defect) {
  private static final int LONGEST_KEY = 1000;

  /** Checks the key, and that the defect is one of the filter's. */
  public HumanLabel {
    QualityFilter.requireName(filter);
    boolean plain = key.chars().noneMatch(Character::isISOControl);
    if (key.isBlank() || key.length() > LONGEST_KEY || !plain) {
      throw new IllegalArgumentException(
          "Expected a key of 1 to %s characters without line breaks but came one of %s: give the sample's key."
              .formatted(LONGEST_KEY, key.length()));
    }
    defect.ifPresent(wrong -> wrong.requireFor(filter));
  }

  /** Nothing that this filter judges is wrong with the sample. */
  public static HumanLabel good(String key, String filter) {
    return new HumanLabel(key, filter, Optional.empty());
  }

  /** This is wrong with the sample. */
  public static HumanLabel bad(String key, Defect defect) {
    return new HumanLabel(key, defect.filter(), Optional.of(defect));
  }
}
