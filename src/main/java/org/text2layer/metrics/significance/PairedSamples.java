package org.text2layer.metrics.significance;

import java.util.Arrays;

/**
 * One metric of two methods on the same items, as captions: value i of both belongs to item i.
 * Immutable, thread-safe.
 */
public final class PairedSamples {
  private final double[] first;
  private final double[] second;

  private PairedSamples(double[] first, double[] second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Copies values.
   *
   * @throws IllegalArgumentException if the lengths differ, there are fewer than 2, or one is not
   *     finite
   */
  public static PairedSamples of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "Expected two values of each item but came %s and %s values: measure both methods on the same items."
              .formatted(first.length, second.length));
    }
    requireValues("values of the first method", first);
    requireValues("values of the second method", second);
    return new PairedSamples(first.clone(), second.clone());
  }

  /**
   * Each item's mean over the seeds, so that the items, not the pictures, count as independent.
   *
   * @param values by seed, then by item
   * @throws IllegalArgumentException if there are no seeds, or they have different items
   */
  public static double[] meanOverSeeds(double[][] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "Expected at least one seed a method but came none: give the values of one.");
    }
    double[] mean = new double[values[0].length];
    for (int seed = 0; seed < values.length; seed++) {
      if (values[seed].length != mean.length) {
        throw new IllegalArgumentException(
            "Expected %s items a seed but seed number %s has %s: measure every seed on the same items."
                .formatted(mean.length, seed, values[seed].length));
      }
      for (int item = 0; item < mean.length; item++) {
        mean[item] += values[seed][item] / values.length;
      }
    }
    return mean;
  }

  /** Checks that there are at least two values, all finite. */
  static void requireValues(String what, double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException(
          "Expected at least 2 %s but came %s: measure more items.".formatted(what, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Expected finite %s but number %s is %s: leave that item out of both methods."
                .formatted(what, i, values[i]));
      }
    }
  }

  /** How many items. */
  public int size() {
    return first.length;
  }

  /** Each item's first value. */
  public double[] first() {
    return first.clone();
  }

  /** Each item's second value. */
  public double[] second() {
    return second.clone();
  }

  /** Each item's first value minus its second. */
  public double[] differences() {
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    return differences;
  }

  /** The bias-corrected bootstrap interval of the mean difference. */
  public Bootstrap.Interval meanDifference(Bootstrap bootstrap) {
    return bootstrap.biasCorrected(
        differences(), values -> Arrays.stream(values).average().orElseThrow());
  }

  @Override
  public String toString() {
    return "two values of " + size() + " items";
  }
}
