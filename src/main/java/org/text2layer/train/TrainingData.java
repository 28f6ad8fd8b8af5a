package org.text2layer.train;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Samples by number. Pure: a number gives the same sample whenever and by whichever thread it is
 * asked for; the loader's threads ask ahead of the training.
 *
 * @param <T> what a sample is: plain Java values
 */
public interface TrainingData<T> {
  /** How many samples an epoch has, at least 1. */
  long size();

  /**
   * A sample.
   *
   * @param index 0 to size − 1
   */
  T get(long index);

  /** What to call a sample in messages and logs. */
  String id(long index);

  /** What tells these samples from others; a run goes on only with those that it began with. */
  String description();

  /** Samples from a list, named by their numbers. */
  static <T> TrainingData<T> of(String description, List<T> samples) {
    List<T> copy = List.copyOf(samples);
    return of(description, copy.size(), index -> copy.get((int) index));
  }

  /** Samples made when they are asked for, such as those of Emoji Scenes by their seeds. */
  static <T> TrainingData<T> of(String description, long size, LongFunction<T> samples) {
    return of(description, size, samples, Long::toString);
  }

  /** The same with names of their own. */
  static <T> TrainingData<T> of(
      String description, long size, LongFunction<T> samples, LongFunction<String> ids) {
    return new GeneratedData<>(description, size, samples, ids);
  }

  /** The same samples as something else; the function is called by the loader's threads. */
  default <U> TrainingData<U> map(Function<? super T, ? extends U> function) {
    return of(description(), size(), index -> function.apply(get(index)), this::id);
  }
}
