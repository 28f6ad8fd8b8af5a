package org.text2layer.train;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.BiFunction;

/** What a task measures on samples that it is never trained on. */
public final class HeldOut {
  private HeldOut() {}

  /**
   * The mean of each term over all samples.
   *
   * @param scope each batch has a manager of its own in it
   * @param samples may be none: then there are no terms
   * @param atATime samples of a batch
   * @param measure the means over a batch
   */
  public static <T> LossTerms mean(
      NDManager scope,
      List<T> samples,
      int atATime,
      BiFunction<NDManager, List<T>, LossTerms> measure) {
    LossTerms mean = LossTerms.none();
    for (int from = 0; from < samples.size(); from += atATime) {
      List<T> some = samples.subList(from, Math.min(from + atATime, samples.size()));
      try (NDManager manager = scope.newSubManager()) {
        double share = (double) some.size() / samples.size();
        mean = mean.plus(measure.apply(manager, some), share);
      }
    }
    return mean;
  }
}
