package org.text2layer.train;

import java.util.function.Function;

/** Samples that a function makes of others. */
record MappedData<S, T>(TrainingData<S> from, Function<? super S, ? extends T> function)
    implements TrainingData<T> {
  @Override
  public long size() {
    return from.size();
  }

  @Override
  public T get(long index) {
    return function.apply(from.get(index));
  }

  @Override
  public String id(long index) {
    return from.id(index);
  }

  @Override
  public String description() {
    return from.description();
  }
}
