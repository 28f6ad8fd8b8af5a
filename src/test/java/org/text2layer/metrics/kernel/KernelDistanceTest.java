package org.text2layer.metrics.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.features.Features;
import org.text2layer.metrics.kernel.KernelSubsets.Subset;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;
import org.text2layer.parity.Fixture;

/** Against Clean-FID's numbers: fixture "frechet" has every definition and tolerance. */
class KernelDistanceTest {
  private static final Fixture FIXTURE = Fixture.load("frechet");
  private static final JsonObject VALUES = FIXTURE.json().getAsJsonObject("values");
  private static final FeatureSet A = Features.of(FIXTURE, "in.a");
  private static final FeatureSet B = Features.of(FIXTURE, "in.b");

  @Test
  void givenTwoSetsOfOneSizeThenOneSubsetOfAllEqualsCleanFid() {
    FeatureSet firstOfA = A.rows(IntStream.range(0, B.size()).toArray());
    KernelDistance full = KernelDistance.between(firstOfA, B, 1, B.size(), 1);
    FIXTURE.check("out.kid_full", new float[] {(float) full.value()});
    assertEquals(0, full.deviation());
  }

  @Test
  void givenCleanFidsOwnSubsetsThenTheMeanEqualsIts() {
    int size = (int) FIXTURE.shape("in.kid_rows")[2];
    float[] rows = FIXTURE.floats("in.kid_rows");
    List<Subset> subsets = new ArrayList<>();
    for (int start = 0; start < rows.length; start += 2 * size) {
      subsets.add(new Subset(numbers(rows, start + size, size), numbers(rows, start, size)));
    }
    KernelDistance distance = KernelDistance.between(A, B, subsets);
    FIXTURE.check("out.kid_subsets", new float[] {(float) distance.value()});
  }

  @Test
  void givenSubsetsOfOurOwnThenTheMeanIsCleanFidsWithinItsSpreadOverSeeds() {
    double expected = VALUES.get("kid_default").getAsDouble();
    double spread = VALUES.get("kid_default_std").getAsDouble();
    assertEquals(expected, KernelDistance.between(A, B, 1).value(), 4 * spread);
  }

  @Test
  void givenKernelsASubsetAtATimeThenTheyAreThoseOfTheWhole() {
    Subset subset = new Subset(new int[] {3, 1, 4}, new int[] {5, 9, 2});
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      double whole =
          KernelSums.of(A, B, matrices).discrepancy(subset.generated(), subset.reference());
      FeatureSet some = A.rows(subset.generated());
      double alone = KernelSums.of(some, B.rows(subset.reference()), matrices).discrepancy();
      assertEquals(whole, alone, 1e-12);
    }
  }

  @Test
  void givenTwoMethodsThenAClearDifferenceIsFoundAndNoneIsNot() {
    Bootstrap few = Bootstrap.standard().withResamples(99);
    FeatureSet reference = Features.normal(60, 4, 0, 1);
    FeatureSet near = Features.normal(50, 4, 0.3, 2);
    FeatureSet far = Features.normal(50, 4, 1.5, 3);
    KernelComparison clear = KernelComparison.of(near, far, reference, few);
    assertEquals(0.01, clear.pValue(), 1e-12);
    assertTrue(clear.difference().high() < 0, clear::toString);
    assertEquals(1, KernelComparison.of(far, far, reference, few).pValue(), 1e-12);
  }

  /** Coverage: the interval of sets of 40 holds the expected distance, which is known to be 0. */
  @Test
  void givenSetsOfOneDistributionThenMostIntervalsHoldZero() {
    int holding = 0;
    for (int i = 0; i < 20; i++) {
      FeatureSet first = Features.normal(40, 4, 0, 100 + i);
      FeatureSet second = Features.normal(40, 4, 0, 200 + i);
      Bootstrap few = Bootstrap.standard().withResamples(99).withSeed(i);
      Bootstrap.Interval interval = KernelDistance.interval(first, second, few);
      assertEquals(
          KernelDistance.between(first, second, 1, 40, 1).value(), interval.estimate(), 1e-12);
      holding += interval.contains(0) ? 1 : 0;
    }
    assertTrue(holding >= 17, "only " + holding + " of 20");
    FeatureSet far = Features.normal(40, 4, 1.5, 3);
    Bootstrap few = Bootstrap.standard().withResamples(99);
    assertTrue(KernelDistance.interval(far, Features.normal(40, 4, 0, 1), few).low() > 0);
  }

  @Test
  void givenOnePictureThenItIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> KernelDistance.between(Features.normal(1, 4, 0, 1), A, 1))
            .getMessage();
    assertTrue(message.contains("subset of at least 2 pictures but came 100 of 1"), message);
  }

  private static int[] numbers(float[] rows, int start, int size) {
    return IntStream.range(start, start + size).map(i -> (int) rows[i]).toArray();
  }
}
