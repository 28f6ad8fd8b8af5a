package org.text2layer.data.statistics.distribution;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Values counted in bins of one width. As in numpy.histogram a bin holds its lower edge, and the
 * last one its upper edge too. Their exact mean and deviation are kept beside. Immutable; arrays
 * are copies.
 */
public final class Histogram implements Serializable {
  private static final long serialVersionUID = 1;

  private final double from;
  private final double to;
  private final long[] counts;
  private final MeanAndDeviation values;

  private Histogram(double from, double to, long[] counts, MeanAndDeviation values) {
    this.from = from;
    this.to = to;
    this.counts = counts;
    this.values = values;
  }

  /**
   * Without values yet.
   *
   * @param from lowest edge
   * @param to highest edge
   * @throws IllegalArgumentException if the range is empty or not finite, or there is no bin
   */
  public static Histogram empty(double from, double to, int bins) {
    if (!(from < to) || !Double.isFinite(to - from) || bins < 1) {
      throw new IllegalArgumentException(
          "Expected at least one bin over a finite range but got %s over [%s, %s]: correct them."
              .formatted(bins, from, to));
    }
    return new Histogram(from, to, new long[bins], MeanAndDeviation.none());
  }

  /**
   * With one more value.
   *
   * @throws IllegalArgumentException if it is outside the range or NaN
   */
  public Histogram plus(double value) {
    if (!(value >= from && value <= to)) {
      throw new IllegalArgumentException(
          "Expected a value in [%s, %s] but got %s: choose a wider range."
              .formatted(from, to, value));
    }
    long[] more = counts.clone();
    more[bin(value)]++;
    return new Histogram(from, to, more, values.plus(value));
  }

  /** By the edges as they are told, so that rounding moves no value over one. */
  private int bin(double value) {
    int bin = Math.min(counts.length - 1, (int) ((value - from) / (to - from) * counts.length));
    if (value < edge(bin)) {
      return bin - 1;
    }
    return bin + 1 < counts.length && value >= edge(bin + 1) ? bin + 1 : bin;
  }

  private double edge(int number) {
    return number == counts.length ? to : from + (to - from) * number / counts.length;
  }

  /**
   * The values of both.
   *
   * @throws IllegalArgumentException if the bins differ
   */
  public Histogram plus(Histogram other) {
    requireSameBins(other);
    long[] sum = counts.clone();
    Arrays.setAll(sum, bin -> sum[bin] + other.counts[bin]);
    return new Histogram(from, to, sum, values.plus(other.values));
  }

  /** The bins' edges, ascending: one more than bins. */
  public double[] edges() {
    return IntStream.rangeClosed(0, counts.length).mapToDouble(this::edge).toArray();
  }

  /** How many values each bin holds. */
  public long[] counts() {
    return counts.clone();
  }

  /** Each bin's part of all values, in [0, 1]; NaN if there are none. */
  public double[] shares() {
    return Arrays.stream(counts).mapToDouble(count -> (double) count / values.count()).toArray();
  }

  /** Count, exact mean and deviation of the values. */
  public MeanAndDeviation values() {
    return values;
  }

  /**
   * Total variation distance of the shares, in [0, 1]; NaN if either has no values.
   *
   * @throws IllegalArgumentException if the bins differ
   */
  public double totalVariation(Histogram other) {
    requireSameBins(other);
    double[] shares = shares();
    double[] others = other.shares();
    return Frequencies.totalVariation(
        IntStream.range(0, counts.length).boxed().toList(), bin -> shares[bin], bin -> others[bin]);
  }

  private void requireSameBins(Histogram other) {
    if (from != other.from || to != other.to || counts.length != other.counts.length) {
      throw new IllegalArgumentException(
          "Expected a histogram with the same bins, %s, but got %s: count both in the same ones."
              .formatted(this, other));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram that
        && from == that.from
        && to == that.to
        && Arrays.equals(counts, that.counts)
        && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + Double.hashCode(from + to);
  }

  @Override
  public String toString() {
    return "%s values in %s bins over [%s, %s]".formatted(values.count(), counts.length, from, to);
  }
}
