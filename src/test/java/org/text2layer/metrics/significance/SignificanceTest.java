package org.text2layer.metrics.significance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SignificanceTest {
  private static final ToDoubleFunction<double[]> MEAN =
      values -> Arrays.stream(values).average().orElseThrow();

  @Property(tries = 100)
  void holmsValuesAreNeverBelowTheirOwnAndKeepTheOrder(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> values) {
    double[] p = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] adjusted = HolmCorrection.adjusted(p);
    for (int i = 0; i < p.length; i++) {
      assertTrue(adjusted[i] >= p[i] && adjusted[i] <= 1);
      for (int j = 0; j < p.length; j++) {
        assertTrue(p[i] > p[j] || adjusted[i] <= adjusted[j]);
      }
    }
  }

  @Test
  void givenNormalSamplesThenBothIntervalsHoldTheMeanAboutAsOftenAsTheySay() {
    Bootstrap bootstrap = new Bootstrap(300, 0.9, 5);
    int percentile = 0;
    int corrected = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int run = 0; run < 300; run++) {
      double[] values = random.doubles(40).map(x -> Math.exp(2 * x)).toArray();
      double truth = (Math.exp(2) - 1) / 2;
      percentile += bootstrap.percentile(values, MEAN).contains(truth) ? 1 : 0;
      corrected += bootstrap.biasCorrected(values, MEAN).contains(truth) ? 1 : 0;
    }
    assertEquals(270, percentile, 20);
    assertEquals(270, corrected, 20);
  }

  @Test
  void givenTheSameSeedThenTheIntervalIsTheSame() {
    double[] values = new SplittableRandom(1).doubles(30).toArray();
    Bootstrap bootstrap = Bootstrap.standard();
    assertEquals(bootstrap.percentile(values, MEAN), bootstrap.percentile(values, MEAN));
    assertTrue(
        bootstrap.percentile(values, MEAN).low()
            != bootstrap.withSeed(2).percentile(values, MEAN).low());
  }

  @Test
  void givenAnIntervalThenItIsWrittenInOneNotationWithItsLevelOrInATablesDecimals() {
    Bootstrap.Interval interval =
        new Bootstrap.Interval(0.421, 0.3804, -0.4615, Bootstrap.standard());
    assertEquals("0.42 [0.38, -0.46]", interval.text(2));
    assertEquals("0.4210 [0.3804, -0.4615] (95 %)", interval.toString());
    assertEquals("[0.40, 12.00]", IntervalText.of("%.2f", 0.4, 12));
  }

  @Test
  void givenEqualDifferencesThenNothingIsDividedByNought() {
    PairedSamples shifted = PairedSamples.of(new double[] {2, 3, 4}, new double[] {1, 2, 3});
    PairedTest test = PairedTest.of(shifted);
    assertEquals(0, test.pValue());
    assertEquals(Double.POSITIVE_INFINITY, test.statistic());
    assertEquals(0, test.margin(0.95));
    Bootstrap.Interval interval = shifted.meanDifference(Bootstrap.standard());
    assertEquals(1, interval.low());
    assertEquals(1, interval.high());

    PairedTest none = PairedTest.of(PairedSamples.of(new double[] {2, 3}, new double[] {2, 3}));
    assertEquals(1, none.pValue());
    assertEquals(0, none.effect().cohenDz());
    assertEquals(0, none.margin(0.95));
  }

  /** Differences -1, 0, 1: standard error 1/√3, and t(2) has its 97.5 % at 4.3027. */
  @Test
  void givenAMeanDifferenceOfNoughtThenItsMarginIsNotNought() {
    PairedTest test =
        PairedTest.of(PairedSamples.of(new double[] {1, 2, 3}, new double[] {2, 2, 2}));
    assertEquals(1, test.pValue(), 1e-12);
    assertEquals(4.30265 / Math.sqrt(3), test.margin(0.95), 1e-4);
  }

  @Test
  void givenSeveralSeedsThenItemsAndNotPicturesAreCounted() {
    double[][] first = {{1, 2, 3}, {3, 2, 5}};
    double[][] second = {{0, 0, 1}};
    PairedSamples samples =
        PairedSamples.of(PairedSamples.meanOverSeeds(first), PairedSamples.meanOverSeeds(second));
    assertEquals(3, samples.size());
    assertArrayEquals(new double[] {2, 2, 3}, samples.differences(), 1e-12);
  }

  @Test
  void givenAClearlyBestMethodThenItWinsAndACloseOneDoesNot() {
    double[] base = new SplittableRandom(1).doubles(30).toArray();
    Map<String, double[][]> methods = new LinkedHashMap<>();
    methods.put("first", new double[][] {base});
    methods.put("second", new double[][] {noisy(base, 0.5, 2)});
    methods.put("third", new double[][] {noisy(base, 0.25, 3)});
    MethodTable higher = MethodTable.of(methods, true);
    assertEquals(Optional.of("second"), higher.winner(0.05));
    assertEquals(Optional.of("first"), MethodTable.of(methods, false).winner(0.05));
    assertEquals(3, higher.comparisons().size());
    assertTrue(higher.comparisons().get(0).adjustedPValue() < 0.001);

    methods.put("fourth", new double[][] {noisy(base, 0.501, 4)});
    assertEquals(Optional.empty(), MethodTable.of(methods, true).winner(0.05));
  }

  @Test
  void givenOneMethodThenThereIsNoWinner() {
    Map<String, double[][]> alone = Map.of("only", new double[][] {{1, 2, 3}});
    assertEquals(Optional.empty(), MethodTable.of(alone, true).winner(0.05));
  }

  private static double[] noisy(double[] base, double shift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Arrays.stream(base).map(x -> x + shift + 0.1 * random.nextGaussian()).toArray();
  }

  @Test
  void givenBadValuesThenOneSentenceSaysWhich() {
    assertRefused(
        "two values of each item but came 3 and 2 values",
        () -> PairedSamples.of(new double[3], new double[2]));
    assertRefused(
        "number 1 is NaN",
        () -> PairedSamples.of(new double[] {1, Double.NaN}, new double[] {1, 2}));
    assertRefused(
        "at least 2 values of the first method but came 1",
        () -> PairedSamples.of(new double[1], new double[1]));
    assertRefused(
        "3 items a seed but seed number 1 has 2",
        () -> PairedSamples.meanOverSeeds(new double[][] {{1, 2, 3}, {1, 2}}));
    assertRefused("number 1 is 1.5", () -> HolmCorrection.adjusted(0.1, 1.5));
    assertRefused("at least 20 resamples but came 5", () -> new Bootstrap(5, 0.95, 1));
  }

  private static void assertRefused(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
