package org.text2layer.data.shards;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.text2layer.data.LayeredSample;

/**
 * A layered sample as a shard holds it. What led to it (versions, seed and the like) is the
 * provenance of its layers.
 *
 * @param id its name in the shard: letters, digits, "-" and "_"
 * @param key the name that its source gave it
 * @param source where it comes from
 * @param sample caption, picture and layers: 1 to {@value #MOST_LAYERS} over the background
 * @param scores by the name of what gave them, sorted; finite
 */
public record StoredSample(
    String id, String key, String source, LayeredSample sample, Map<String, Double> scores) {
  /** So many are read at most. */
  public static final int MOST_LAYERS = 64;

  /** Checks the parts and copies the scores. */
  public StoredSample {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(source, "source");
    if (!id.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "Expected an id of letters, digits, '-' and '_' but got '" + id + "': choose another.");
    }
    int layers = sample.layers().layers().size();
    if (layers < 1 || layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "Expected 1 to %s layers over the background in sample %s but it has %s: merge some."
              .formatted(MOST_LAYERS, id, layers));
    }
    scores = sortedScores(scores);
  }

  /**
   * A sorted copy, so that files made of it are always the same.
   *
   * @throws IllegalArgumentException if a score is not finite
   */
  public static SortedMap<String, Double> sortedScores(Map<String, Double> scores) {
    scores.forEach(
        (name, score) -> {
          if (!Double.isFinite(score)) {
            throw new IllegalArgumentException(
                "Expected a finite score of '%s' but got %s: look for what made it."
                    .formatted(name, score));
          }
        });
    return Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }
}
