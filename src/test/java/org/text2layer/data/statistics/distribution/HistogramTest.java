package org.text2layer.data.statistics.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static Histogram of(int bins, List<Double> values) {
    Histogram histogram = Histogram.empty(0, 1, bins);
    for (double value : values) {
      histogram = histogram.plus(value);
    }
    return histogram;
  }

  @Test
  void givenValuesOnTheEdges_thenABinHoldsItsLowerOneAndTheLastBothOfIts() {
    Histogram histogram = of(10, List.of(0.0, 0.1, 0.3, 0.6, 0.7, 0.9, 0.99, 1.0));
    assertArrayEquals(new long[] {1, 1, 0, 1, 0, 0, 1, 1, 0, 3}, histogram.counts());
    assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, of(4, List.of()).edges());
    assertEquals(0.125, histogram.shares()[0], 1e-12);
  }

  @Property(tries = 300)
  void givenAnyValues_thenEachIsInTheBinBetweenItsEdges(
      @ForAll @IntRange(min = 1, max = 37) int bins, @ForAll @DoubleRange(max = 1) double value) {
    Histogram histogram = of(bins, List.of(value));
    double[] edges = histogram.edges();
    for (int bin = 0; bin < bins; bin++) {
      boolean inside =
          value >= edges[bin] && (value < edges[bin + 1] || bin + 1 == bins && value == 1);
      assertEquals(inside ? 1 : 0, histogram.counts()[bin]);
    }
  }

  @Test
  void givenTwoHistograms_thenTheirDistanceIsHalfTheDifferenceOfTheirShares() {
    Histogram one = of(2, List.of(0.1, 0.2, 0.3, 0.9));
    Histogram other = of(2, List.of(0.1, 0.9));
    assertEquals(0.25, one.totalVariation(other), 1e-12);
    assertEquals(other.totalVariation(one), one.totalVariation(other));
    assertTrue(Double.isNaN(one.totalVariation(of(2, List.of()))));
    assertThrows(IllegalArgumentException.class, () -> one.totalVariation(of(3, List.of(0.1))));
    assertThrows(IllegalArgumentException.class, () -> one.plus(1.5));
  }

  /** Deviation by Python's statistics.stdev. */
  @Test
  void givenValues_thenTheirMeanAndDeviationAreExact() {
    MeanAndDeviation values = of(1, List.of(0.1, 0.2, 0.3, 0.9)).values();
    assertEquals(0.375, values.mean(), 1e-12);
    assertEquals(0.3593976442141304, values.deviation(), 1e-12);
    assertTrue(Double.isNaN(MeanAndDeviation.none().plus(3).deviation()));
  }

  @Property(tries = 200)
  void givenValuesInTwoParts_thenTheirSumIsAsIfCountedAtOnce(
      @ForAll @Size(min = 2, max = 30) List<@DoubleRange(max = 1) Double> values,
      @ForAll @IntRange(max = 30) int at) {
    int cut = Math.min(at, values.size());
    Histogram parts = of(5, values.subList(0, cut)).plus(of(5, values.subList(cut, values.size())));
    double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    assertArrayEquals(of(5, values).counts(), parts.counts());
    assertEquals(mean, parts.values().mean(), 1e-12);
    assertEquals(Math.sqrt(squares / (values.size() - 1)), parts.values().deviation(), 1e-9);
  }
}
