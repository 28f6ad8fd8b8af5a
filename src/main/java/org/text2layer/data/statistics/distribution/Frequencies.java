package org.text2layer.data.statistics.distribution;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * How often each value occurs, as a word or a category. Immutable.
 *
 * @param <K> the values' type
 */
public final class Frequencies<K extends Comparable<K>> implements Serializable {
  private static final long serialVersionUID = 1;

  private final SortedMap<K, Long> counts;
  private final long total;

  private Frequencies(SortedMap<K, Long> counts) {
    this.counts = Collections.unmodifiableSortedMap(counts);
    long sum = 0;
    for (long count : counts.values()) {
      sum = Math.addExact(sum, count);
    }
    total = sum;
  }

  /** Of no occurrences yet. */
  public static <K extends Comparable<K>> Frequencies<K> none() {
    return new Frequencies<K>(new TreeMap<>());
  }

  /**
   * Copies the counts.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public static <K extends Comparable<K>> Frequencies<K> of(Map<K, Long> counts) {
    counts.forEach(
        (value, count) -> {
          if (count < 1) {
            throw new IllegalArgumentException(
                "Expected a count of at least 1 for '%s' but got %s: leave out what never occurs."
                    .formatted(value, count));
          }
        });
    return new Frequencies<>(new TreeMap<>(counts));
  }

  /** The counts of both added up. */
  public Frequencies<K> plus(Frequencies<K> other) {
    SortedMap<K, Long> sum = new TreeMap<>(counts);
    other.counts.forEach((value, count) -> sum.merge(value, count, Math::addExact));
    return new Frequencies<>(sum);
  }

  /** With one more occurrence. Copies all, so count a large vocabulary in a map first. */
  public Frequencies<K> plus(K value) {
    SortedMap<K, Long> sum = new TreeMap<>(counts);
    sum.merge(value, 1L, Math::addExact);
    return new Frequencies<>(sum);
  }

  /** By value, sorted; what never occurs is not there. */
  public SortedMap<K, Long> counts() {
    return counts;
  }

  /** How often a value occurs, 0 included. */
  public long count(K value) {
    return counts.getOrDefault(value, 0L);
  }

  /** All occurrences. */
  public long total() {
    return total;
  }

  /** A value's part of all occurrences, in [0, 1]; NaN if there are none. */
  public double share(K value) {
    return (double) count(value) / total;
  }

  /** The most frequent values, the most frequent first; equally frequent ones in their order. */
  public List<K> top(int number) {
    Comparator<Map.Entry<K, Long>> order =
        Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey());
    return counts.entrySet().stream().sorted(order).limit(number).map(Map.Entry::getKey).toList();
  }

  /**
   * Pearson's r between two sets' frequencies of the values that are among the most frequent ones
   * of either: the union of both lists, 0 where a set lacks a value, so that r is the same in both
   * directions. NaN if either has the same frequency everywhere.
   *
   * @param number length of each list, as the paper's 5,000
   */
  public double pearson(Frequencies<K> other, int number) {
    Set<K> values = new TreeSet<>(top(number));
    values.addAll(other.top(number));
    double mean = values.stream().mapToDouble(this::share).average().orElse(Double.NaN);
    double otherMean = values.stream().mapToDouble(other::share).average().orElse(Double.NaN);
    double products = 0;
    double squares = 0;
    double otherSquares = 0;
    for (K value : values) {
      double difference = share(value) - mean;
      double otherDifference = other.share(value) - otherMean;
      products += difference * otherDifference;
      squares += difference * difference;
      otherSquares += otherDifference * otherDifference;
    }
    double r = products / Math.sqrt(squares * otherSquares);
    return Math.max(-1, Math.min(1, r)); // rounding; keeps NaN
  }

  /** Total variation distance of the shares, in [0, 1]; NaN if either has no occurrences. */
  public double totalVariation(Frequencies<K> other) {
    if (total == 0 || other.total == 0) {
      return Double.NaN;
    }
    Set<K> values = new TreeSet<>(counts.keySet());
    values.addAll(other.counts.keySet());
    return totalVariation(values, this::share, other::share);
  }

  /** Half the summed absolute difference of two distributions: 0 if equal, 1 if all differs. */
  static <V> double totalVariation(
      Collection<V> values, ToDoubleFunction<V> one, ToDoubleFunction<V> other) {
    double sum = 0;
    for (V value : values) {
      sum += Math.abs(one.applyAsDouble(value) - other.applyAsDouble(value));
    }
    return sum / 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frequencies<?> that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return total + " occurrences of " + counts.size() + " values";
  }
}
