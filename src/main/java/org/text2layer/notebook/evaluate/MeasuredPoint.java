package org.text2layer.notebook.evaluate;

import java.util.OptionalDouble;
import org.text2layer.metrics.frechet.FrechetDistance;
import org.text2layer.metrics.frechet.SmallSampleDistance;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.metrics.significance.IntervalText;
import org.text2layer.notebook.html.ChartStyle;

/**
 * A metric's value at one setting, with its interval.
 *
 * @param x the setting: guidance, steps, size of the data set
 * @param value empty where the metric gives a range only
 * @param low the interval's lower end
 * @param high its upper end, at least {@code low}; equal where there is no interval
 */
public record MeasuredPoint(double x, OptionalDouble value, double low, double high) {
  /** Checks that all is finite and in order. */
  public MeasuredPoint {
    double middle = value.orElse(low);
    if (!Double.isFinite(x)
        || !Double.isFinite(low)
        || !Double.isFinite(middle)
        || !(high >= low && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Expected a finite value and interval at a finite setting but came %s, %s to %s at %s: leave the point out."
              .formatted(value.isPresent() ? middle : "no value", low, high, x));
    }
  }

  /** A value without an interval. */
  public static MeasuredPoint of(double x, double value) {
    return new MeasuredPoint(x, OptionalDouble.of(value), value, value);
  }

  /** A value with the interval that resampling gave. */
  public static MeasuredPoint of(double x, Bootstrap.Interval interval) {
    return new MeasuredPoint(
        x, OptionalDouble.of(interval.estimate()), interval.low(), interval.high());
  }

  /** A Fréchet distance: its number if there are pictures enough, else its range alone. */
  public static MeasuredPoint of(double x, FrechetDistance distance) {
    return distance instanceof SmallSampleDistance small
        ? new MeasuredPoint(x, OptionalDouble.empty(), small.low(), small.high())
        : of(x, distance.value().orElseThrow());
  }

  /** "0.42 [0.38, 0.46]", the range alone, or the value alone where it has no interval. */
  String text() {
    if (value.isEmpty()) {
      return IntervalText.of("%.4g", low, high);
    }
    return low == high
        ? ChartStyle.number(low)
        : IntervalText.of("%.4g", value.getAsDouble(), low, high);
  }

  /** The value, or the middle of the interval. */
  double middle() {
    return value.orElse((low + high) / 2);
  }
}
