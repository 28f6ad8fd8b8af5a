package org.text2layer.metrics.clip;

import java.util.Locale;
import java.util.Optional;

/**
 * One caption against one picture.
 *
 * @param cosine of their vectors in CLIP's space, in [-1, 1]
 * @param warning that the end of the caption was not seen
 */
public record ClipScore(double cosine, Optional<String> warning) {
  /** 100 · max(cosine, 0), as most libraries report it (Hessel et al. 2021 without their 2.5). */
  public double percent() {
    return 100 * Math.max(0, cosine);
  }

  /** As "27.41", with the warning. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f", percent())
        + warning.map(text -> " (" + text + ")").orElse("");
  }
}
