package org.text2layer.metrics.significance;

/**
 * Mean and variance of numbers that go by, none of which is kept (Welford 1962). For one thread.
 */
public final class RunningMean {
  private long count;
  private double mean;
  private double squares;

  /** One more. */
  public void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  /** How many there were. */
  public long count() {
    return count;
  }

  /** Their mean; NaN of none. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  private double squaredError() {
    return count < 2 ? Double.NaN : squares / (count - 1) / count;
  }

  /** The mean with its interval, as of differences of pairs. */
  public Difference difference() {
    return Difference.ofMeans(mean(), Math.sqrt(squaredError()));
  }

  /** How much greater this mean is than another of other numbers (Welch's standard error). */
  public Difference minus(RunningMean other) {
    return Difference.ofMeans(
        mean() - other.mean(), Math.sqrt(squaredError() + other.squaredError()));
  }
}
