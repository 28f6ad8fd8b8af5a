package org.text2layer.metrics.frechet;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A distance of sets that are large enough for the number to stand alone.
 *
 * @param distance at least 0
 * @param generated pictures
 * @param reference pictures
 */
record LargeSampleDistance(double distance, long generated, long reference)
    implements FrechetDistance {
  @Override
  public OptionalDouble value() {
    return OptionalDouble.of(distance);
  }

  @Override
  public String text() {
    return String.format(Locale.ROOT, "%.4g", distance);
  }

  @Override
  public String toString() {
    return text() + " (" + generated + " and " + reference + " pictures)";
  }
}
