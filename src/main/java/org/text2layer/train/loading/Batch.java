package org.text2layer.train.loading;

import java.util.List;

/**
 * Samples that were loaded.
 *
 * @param samples in the data's order
 * @param ids what they are called
 * @param seeds one a sample, for what is random in this step
 */
public record Batch<T>(List<T> samples, List<String> ids, List<Long> seeds) {
  /** Copies the lists. */
  public Batch {
    samples = List.copyOf(samples);
    ids = List.copyOf(ids);
    seeds = List.copyOf(seeds);
  }
}
