package org.text2layer.metrics.significance;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Resampling with replacement (Efron and Tibshirani 1993). All draws come from the seed, in Java:
 * the same on every machine. Quantiles interpolate linearly (NumPy's default).
 *
 * @param resamples how many; an interval's ends are as coarse as 1 / resamples
 * @param level of intervals, as 0.95
 * @param seed of the draws
 */
public record Bootstrap(int resamples, double level, long seed) {
  private static final Quantile LINEAR =
      Quantile.withDefaults().withCopy(true).with(Quantile.EstimationMethod.HF7);

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Checks the ranges. */
  public Bootstrap {
    if (resamples < 20) {
      throw new IllegalArgumentException(
          "Expected at least 20 resamples but came " + resamples + ": 1000 are usual.");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Expected a level in (0, 1) but came " + level + ": 0.95 is usual.");
    }
  }

  /** 2,000 resamples, intervals of 95 %. */
  public static Bootstrap standard() {
    return new Bootstrap(2000, 0.95, 1);
  }

  /** The same with another number of resamples, for statistics that take long. */
  public Bootstrap withResamples(int number) {
    return new Bootstrap(number, level, seed);
  }

  /** The same with other draws. */
  public Bootstrap withSeed(long other) {
    return new Bootstrap(resamples, level, other);
  }

  /** The statistic of every resample, which draws from the one source of all. */
  public double[] replicates(ToDoubleFunction<SplittableRandom> statistic) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] replicates = new double[resamples];
    Arrays.setAll(replicates, i -> statistic.applyAsDouble(random));
    return replicates;
  }

  /** Numbers below {@code size} with replacement; by nextDouble() alone, which is promised. */
  public static int[] draw(SplittableRandom random, int size) {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (int) (size * random.nextDouble());
    }
    return numbers;
  }

  private double[] replicates(double[] values, ToDoubleFunction<double[]> statistic) {
    return replicates(
        random -> {
          int[] numbers = draw(random, values.length);
          return statistic.applyAsDouble(
              Arrays.stream(numbers).mapToDouble(n -> values[n]).toArray());
        });
  }

  /**
   * The percentile interval: quantiles of the resampled statistic.
   *
   * @throws IllegalArgumentException for fewer than 2 values, or one that is not finite
   */
  public Interval percentile(double[] values, ToDoubleFunction<double[]> statistic) {
    PairedSamples.requireValues("values", values);
    return percentile(statistic.applyAsDouble(values), replicates(values, statistic));
  }

  /**
   * The same of a statistic whose samples are resampled elsewhere.
   *
   * @param replicates the statistic of {@link #resamples} resamples
   */
  public Interval percentile(double estimate, double[] replicates) {
    double tail = (1 - level) / 2;
    return interval(estimate, replicates, tail, 1 - tail);
  }

  /**
   * The bias-corrected and accelerated interval (Efron 1987), as SciPy's BCa. Where all resamples
   * agree it is that one value.
   *
   * @throws IllegalArgumentException for fewer than 2 values, or one that is not finite
   */
  public Interval biasCorrected(double[] values, ToDoubleFunction<double[]> statistic) {
    PairedSamples.requireValues("values", values);
    double[] replicates = replicates(values, statistic);
    return biasCorrected(values, statistic, replicates);
  }

  Interval biasCorrected(
      double[] values, ToDoubleFunction<double[]> statistic, double[] replicates) {
    double estimate = statistic.applyAsDouble(values);
    double below = 0;
    for (double replicate : replicates) {
      below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
    }
    double bias = NORMAL.inverseCumulativeProbability(below / replicates.length);
    double acceleration = acceleration(values, statistic);
    double tail = NORMAL.inverseCumulativeProbability((1 - level) / 2);
    return Double.isInfinite(bias)
        ? interval(estimate, replicates, (1 - level) / 2, (1 + level) / 2)
        : interval(
            estimate,
            replicates,
            corrected(bias, acceleration, tail),
            corrected(bias, acceleration, -tail));
  }

  private static double corrected(double bias, double acceleration, double normal) {
    double sum = bias + normal;
    return NORMAL.cumulativeProbability(bias + sum / (1 - acceleration * sum));
  }

  /** A sixth of the skewness of the statistic with one value left out each time. */
  private static double acceleration(double[] values, ToDoubleFunction<double[]> statistic) {
    double[] without = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double[] others = new double[values.length - 1];
      System.arraycopy(values, 0, others, 0, i);
      System.arraycopy(values, i + 1, others, i, others.length - i);
      without[i] = statistic.applyAsDouble(others);
    }
    double mean = Arrays.stream(without).average().orElseThrow();
    double squares = Arrays.stream(without).map(x -> (mean - x) * (mean - x)).sum();
    double cubes = Arrays.stream(without).map(x -> Math.pow(mean - x, 3)).sum();
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private Interval interval(double estimate, double[] replicates, double from, double to) {
    double[] ends = LINEAR.evaluate(replicates, from, to);
    return new Interval(estimate, ends[0], ends[1], this);
  }

  /**
   * The interval of a statistic that resampling shifts, as distances between sets: the resampled
   * values are moved so that their mean is the estimate. It tells how far the statistic varies
   * between sets of this size.
   *
   * @param replicates the statistic of {@link #resamples} resamples
   */
  public Interval centred(double estimate, double[] replicates) {
    double shift = estimate - Arrays.stream(replicates).average().orElseThrow();
    double[] moved = Arrays.stream(replicates).map(x -> x + shift).toArray();
    return interval(estimate, moved, (1 - level) / 2, (1 + level) / 2);
  }

  /**
   * The probability of a difference at least as far from 0 if there were none: the share of
   * resampled differences that are as far from their own mean (Hall and Wilson 1991), at least 1 /
   * (resamples + 1).
   */
  public double twoSided(double difference, double[] replicates) {
    double mean = Arrays.stream(replicates).average().orElseThrow();
    long farther =
        Arrays.stream(replicates).filter(x -> Math.abs(x - mean) >= Math.abs(difference)).count();
    return (1.0 + farther) / (replicates.length + 1);
  }

  /**
   * An interval by resampling.
   *
   * @param estimate the statistic of the sample itself
   * @param low the interval's lower end
   * @param high its upper end
   * @param bootstrap how many resamples, which level, which seed
   */
  public record Interval(double estimate, double low, double high, Bootstrap bootstrap) {
    /** Whether a value is inside, the ends too: a difference whose interval holds 0 may be none. */
    public boolean contains(double value) {
      return low <= value && value <= high;
    }

    /** As "0.123 [0.101, 0.144]", for tables, whose header says which level. */
    public String text(int decimals) {
      return IntervalText.of("%." + decimals + "f", estimate, low, high);
    }

    /** As "0.1230 [0.1010, 0.1440] (95 %)". */
    @Override
    public String toString() {
      return IntervalText.of("%.4g", estimate, low, high)
          + String.format(Locale.ROOT, " (%.0f %%)", 100 * bootstrap.level());
    }
  }
}
