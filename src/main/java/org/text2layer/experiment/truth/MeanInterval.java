package org.text2layer.experiment.truth;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A mean and how sure it is: the percentile bootstrap's 95 % interval of 2,000 resamples (Efron
 * 1979), drawn from a fixed seed, so that the same values give the same interval.
 *
 * @param samples how many values there are, without those that are NaN
 * @param mean NaN if there are none
 * @param low where the interval begins; the mean itself for one value
 * @param high where it ends
 */
public record MeanInterval(int samples, double mean, double low, double high) {
  private static final int RESAMPLES = 2_000;
  private static final double OUTSIDE = 0.025;
  private static final long SEED = 1;

  /** The mean of all values that are not NaN. */
  public static MeanInterval of(double... values) {
    double[] finite = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    if (finite.length == 0) {
      return new MeanInterval(0, Double.NaN, Double.NaN, Double.NaN);
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int draw = 0; draw < finite.length; draw++) {
        sum += finite[(int) (random.nextDouble() * finite.length)];
      }
      means[i] = sum / finite.length;
    }
    Arrays.sort(means);
    return new MeanInterval(
        finite.length,
        Arrays.stream(finite).average().orElseThrow(),
        means[(int) (OUTSIDE * RESAMPLES)],
        means[(int) ((1 - OUTSIDE) * RESAMPLES) - 1]);
  }

  /** "0.953 [0.948, 0.958]"; "–" without values. */
  public String text(int decimals) {
    String number = "%." + decimals + "f";
    return samples == 0
        ? "–"
        : String.format(Locale.ROOT, number + " [" + number + ", " + number + "]", mean, low, high);
  }
}
