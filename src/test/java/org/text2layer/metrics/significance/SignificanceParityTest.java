package org.text2layer.metrics.significance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Variance;
import org.junit.jupiter.api.Test;
import org.text2layer.parity.Fixture;

/** Against SciPy 1.17 and, for Holm's correction, statsmodels 0.15. */
class SignificanceParityTest {
  private static final JsonObject NUMBERS = Fixture.numbers("significance");
  private static final PairedSamples SAMPLES =
      PairedSamples.of(numbers(NUMBERS, "a"), numbers(NUMBERS, "b"));

  private static final int RESAMPLES = 200;

  @Test
  void givenPairsThenTheTestEqualsSciPysTtestRel() {
    PairedTest test = PairedTest.of(SAMPLES);
    assertEquals(NUMBERS.get("t").getAsDouble(), test.statistic(), 1e-10);
    assertEquals(NUMBERS.get("p").getAsDouble(), test.pValue(), 1e-12);
    double[] interval = numbers(NUMBERS, "ci");
    assertEquals(interval[0], test.meanDifference() - test.margin(0.95), 1e-10);
    assertEquals(interval[1], test.meanDifference() + test.margin(0.95), 1e-10);
  }

  @Test
  void givenPairsThenTheEffectSizesAreTheDefinitions() {
    PairedTest.EffectSize effect = PairedTest.EffectSize.ofDifferences(SAMPLES.differences());
    assertEquals(NUMBERS.get("dz").getAsDouble(), effect.cohenDz(), 1e-12);
    assertEquals(NUMBERS.get("gz").getAsDouble(), effect.hedgesGz(), 1e-12);
  }

  @Test
  void givenTheSameResamplesThenTheCorrectedIntervalsEqualSciPys() {
    check("mean", values -> Arrays.stream(values).average().orElseThrow());
    check("variance", values -> Variance.of(values).getAsDouble());
  }

  private static void check(String name, ToDoubleFunction<double[]> statistic) {
    double[] values = SAMPLES.differences();
    double[] replicates = new double[RESAMPLES];
    Arrays.setAll(replicates, r -> statistic.applyAsDouble(resample(values, r)));
    Bootstrap.Interval interval =
        new Bootstrap(RESAMPLES, 0.95, 1).biasCorrected(values, statistic, replicates);
    double[] expected = numbers(NUMBERS.getAsJsonObject(name), "bca");
    assertArrayEquals(expected, new double[] {interval.low(), interval.high()}, 1e-10);
  }

  /** The draw of a formula that SciPy was given as well. */
  private static double[] resample(double[] values, int r) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[(7 * r * r + 13 * r * i + 5 * i * i + 3 * r + i) % values.length])
        .toArray();
  }

  @Test
  void givenPValuesThenHolmsEqualStatsmodels() {
    JsonObject holm = NUMBERS.getAsJsonObject("holm");
    assertArrayEquals(
        numbers(holm, "adjusted"), HolmCorrection.adjusted(numbers(holm, "p")), 1e-12);
  }

  private static double[] numbers(JsonObject json, String name) {
    JsonArray array = json.getAsJsonArray(name);
    return array.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
  }
}
