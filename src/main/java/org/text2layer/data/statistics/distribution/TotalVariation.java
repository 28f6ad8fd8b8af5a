package org.text2layer.data.statistics.distribution;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * Half the summed absolute difference of two distributions: 0 if equal, 1 if they share nothing.
 */
final class TotalVariation {
  private TotalVariation() {}

  static <K> double over(Collection<K> values, ToDoubleFunction<K> one, ToDoubleFunction<K> other) {
    double sum = 0;
    for (K value : values) {
      sum += Math.abs(one.applyAsDouble(value) - other.applyAsDouble(value));
    }
    return sum / 2;
  }
}
