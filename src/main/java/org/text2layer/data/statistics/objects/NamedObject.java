package org.text2layer.data.statistics.objects;

/**
 * An object of a sample.
 *
 * @param category what it is
 * @param confidence in [0, 1]
 */
public record NamedObject(String category, double confidence) {
  /** Checks both. */
  public NamedObject {
    if (category.isBlank() || !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "Expected a category and a confidence in [0, 1] but got '%s' and %s: look at the detector."
              .formatted(category, confidence));
    }
  }
}
