package org.text2layer.data.statistics.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CountDistributionTest {
  private static CountDistribution of(List<Integer> numbers) {
    CountDistribution distribution = CountDistribution.none();
    for (int number : numbers) {
      distribution = distribution.plus(number);
    }
    return distribution;
  }

  /** numpy.percentile([15, 20, 35, 40, 50], ...). */
  @Test
  void givenNumpysExample_thenPercentilesAreInterpolatedLinearly() {
    CountDistribution distribution = of(List.of(35, 20, 50, 15, 40));
    assertEquals(15, distribution.percentile(0));
    assertEquals(15.2, distribution.percentile(1), 1e-12);
    assertEquals(20, distribution.percentile(25), 1e-12);
    assertEquals(29, distribution.percentile(40), 1e-12);
    assertEquals(46, distribution.percentile(90), 1e-12);
    assertEquals(50, distribution.percentile(100));
    assertEquals(32, distribution.mean(), 1e-12);
  }

  @Test
  void givenNoSamples_thenThereIsNoPercentileAndNoMean() {
    assertTrue(Double.isNaN(CountDistribution.none().percentile(50)));
    assertTrue(Double.isNaN(CountDistribution.none().mean()));
    assertThrows(
        IllegalArgumentException.class, () -> CountDistribution.none().percentile(Double.NaN));
  }

  @Property(tries = 300)
  void givenAnyNumbers_thenAPercentileIsThatOfTheSortedList(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 12) Integer> numbers,
      @ForAll @DoubleRange(max = 100) double percent) {
    List<Integer> sorted = numbers.stream().sorted().toList();
    double rank = percent / 100 * (sorted.size() - 1);
    int lower = sorted.get((int) rank);
    int upper = sorted.get((int) Math.ceil(rank));
    double expected = lower + (upper - lower) * (rank - (int) rank);
    assertEquals(expected, of(numbers).percentile(percent), 1e-9);
  }

  @Property(tries = 100)
  void givenTwoSets_thenTheirSumIsTheDistributionOfBoth(
      @ForAll List<@IntRange(max = 9) Integer> some,
      @ForAll List<@IntRange(max = 9) Integer> more) {
    assertEquals(of(Stream.concat(some.stream(), more.stream()).toList()), of(some).plus(of(more)));
  }
}
