package org.text2layer.data.statistics.distribution;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/**
 * How many samples have how many of something: words, components, objects.
 *
 * @param frequencies samples by number
 */
public record CountDistribution(Frequencies<Integer> frequencies) implements Serializable {
  private static final CountDistribution NONE = new CountDistribution(Frequencies.none());

  /** Checks that there are frequencies. */
  public CountDistribution {
    Objects.requireNonNull(frequencies, "frequencies");
  }

  /** Of no samples yet. */
  public static CountDistribution none() {
    return NONE;
  }

  /** With one more sample. */
  public CountDistribution plus(int number) {
    return new CountDistribution(frequencies.plus(number));
  }

  /** Of the samples of both. */
  public CountDistribution plus(CountDistribution other) {
    return new CountDistribution(frequencies.plus(other.frequencies));
  }

  /** How many samples there are. */
  public long samples() {
    return frequencies.total();
  }

  /** The mean number of a sample; NaN if there are none. */
  public double mean() {
    double sum = 0;
    for (Map.Entry<Integer, Long> entry : frequencies.counts().entrySet()) {
      sum += (double) entry.getKey() * entry.getValue();
    }
    return sum / samples();
  }

  /**
   * The number below which so many per cent of the samples lie, linearly interpolated between the
   * two nearest ranks: numpy's default. NaN if there are no samples.
   *
   * @throws IllegalArgumentException if the percentage is outside [0, 100]
   */
  public double percentile(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "Expected a percentage in [0, 100] but got " + percent + ": 50 is the median.");
    }
    if (samples() == 0) {
      return Double.NaN;
    }
    double rank = (samples() - 1) * percent / 100;
    long below = (long) Math.floor(rank);
    int lower = atRank(below);
    int upper = atRank(Math.min(below + 1, samples() - 1));
    return lower + (rank - below) * (upper - lower);
  }

  /** The number at this place, from 0, of all samples in ascending order. */
  private int atRank(long rank) {
    long passed = 0;
    for (Map.Entry<Integer, Long> entry : frequencies.counts().entrySet()) {
      passed += entry.getValue();
      if (rank < passed) {
        return entry.getKey();
      }
    }
    throw new IndexOutOfBoundsException(rank);
  }
}
