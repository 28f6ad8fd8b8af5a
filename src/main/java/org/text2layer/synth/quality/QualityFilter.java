package org.text2layer.synth.quality;

import java.util.List;
import org.text2layer.data.LayeredSample;

/**
 * Judges one thing about layered samples, as whether the mask is good: a score for each, and the
 * threshold from which on it is kept. Recipe, ledger, tables, views and labels know a filter by its
 * name alone, so that another one is one class: put it beside the others by {@link
 * QualityFilters#with}.
 *
 * <p>Many threads ask at once. A score depends on the sample alone. An exception fails the sample,
 * with the filter's name, and no other.
 */
public interface QualityFilter extends AutoCloseable {
  /** As "mask": in ledgers, tables, labels and messages; see {@link #requireName}. */
  String name();

  /**
   * What its scores depend on, without the threshold: weights by their checksum, settings. A data
   * set says by it what it was judged by, and a build goes on only with the same.
   */
  String description();

  /** From which score on a sample is kept; finite. */
  double threshold();

  /** How good the sample is, the more the better; finite. */
  double score(LayeredSample sample);

  /** A score for each sample; for networks that are faster with several at once. */
  default List<Double> scores(List<LayeredSample> samples) {
    return samples.stream().map(this::score).toList();
  }

  /** The same with another threshold; closing either closes both. */
  default QualityFilter withThreshold(double other) {
    return new ThresholdedFilter(this, other);
  }

  /** Frees the native memory, if it holds some; may be called twice. */
  @Override
  default void close() {}

  /**
   * Checks the name of a filter, or of a defect.
   *
   * @throws IllegalArgumentException unless it has 1 to 60 letters, digits, hyphens and blanks, and
   *     begins and ends with no blank
   */
  static String requireName(String name) {
    if (!name.matches("(?! )[\\p{L}\\p{N}_ -]{1,60}(?<! )")) {
      throw new IllegalArgumentException(
          "Expected a name of 1 to 60 letters, digits, hyphens and blanks, as 'mask', but came '%.60s': choose a plain one."
              .formatted(name));
    }
    return name;
  }
}
