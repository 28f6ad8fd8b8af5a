package org.text2layer.synth.quality.training;

import java.util.Objects;
import java.util.Optional;
import org.text2layer.synth.quality.FilterKind;
import org.text2layer.synth.quality.defect.Defect;

/**
 * What a person says about one sample's mask or background.
 *
 * @param key of the sample in its data set
 * @param filter which of the two was judged
 * @param defect what is wrong; empty if it is good
 */
public record HumanLabel(String key, FilterKind filter, Optional<Defect> defect) {
  private static final int LONGEST_KEY = 1000;

  /** Checks the key, and that the defect is one of the filter's. */
  public HumanLabel {
    Objects.requireNonNull(filter, "filter");
    boolean plain = key.chars().noneMatch(Character::isISOControl);
    if (key.isBlank() || key.length() > LONGEST_KEY || !plain) {
      throw new IllegalArgumentException(
          "Expected a key of 1 to %d characters without line breaks but came one of %d: give the sample's key."
              .formatted(LONGEST_KEY, key.length()));
    }
    if (defect.isPresent() && defect.get().filter() != filter) {
      throw new IllegalArgumentException(
          "Expected a defect that the %s filter judges but came %s: label it for the other filter."
              .formatted(filter.label(), defect.get().label()));
    }
  }

  /** Nothing is wrong with the sample's mask, or with its background. */
  public static HumanLabel good(String key, FilterKind filter) {
    return new HumanLabel(key, filter, Optional.empty());
  }

  /** This is wrong with the sample. */
  public static HumanLabel bad(String key, Defect defect) {
    return new HumanLabel(key, defect.filter(), Optional.of(defect));
  }
}
