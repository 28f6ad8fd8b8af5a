package org.text2layer.train;

import java.util.function.LongFunction;

/** Samples that a function makes, and what another one calls them. */
record GeneratedData<T>(
    String description, long size, LongFunction<T> samples, LongFunction<String> ids)
    implements TrainingData<T> {
  GeneratedData {
    if (size < 1) {
      throw new TrainingException(
          "Expected at least 1 sample to train on but '%s' has %s: give it some."
              .formatted(description, size));
    }
  }

  @Override
  public T get(long index) {
    return samples.apply(index);
  }

  @Override
  public String id(long index) {
    return ids.apply(index);
  }
}
