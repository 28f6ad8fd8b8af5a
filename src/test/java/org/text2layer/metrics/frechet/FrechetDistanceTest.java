package org.text2layer.metrics.frechet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.features.Features;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.nn.MatrixFunctions;

class FrechetDistanceTest {
  private static final Bootstrap FEW = Bootstrap.standard().withResamples(40);

  @Test
  void givenEnoughPicturesThenThereIsANumberNearTheTruth() {
    FeatureSet first = Features.normal(2048, 3, 0, 1);
    FeatureSet second = Features.normal(2048, 3, 2, 2);
    FrechetDistance distance = FrechetDistance.between(first, second);
    assertInstanceOf(LargeSampleDistance.class, distance);
    assertEquals(12, distance.value().orElseThrow(), 0.5);
    assertEquals(0, FrechetDistance.between(first, first).value().orElseThrow(), 1e-9);
  }

  @Test
  void givenAFewPicturesThenNoTextHasANumberWithoutTheWarning() {
    FeatureSet first = Features.normal(50, 3, 0, 1);
    FeatureSet second = Features.normal(60, 3, 2, 2);
    FrechetDistance distance = FrechetDistance.between(first, second);
    SmallSampleDistance small = assertInstanceOf(SmallSampleDistance.class, distance);
    assertEquals(OptionalDouble.empty(), distance.value());
    assertTrue(small.text().contains("only 50 pictures of at least 2048"), small::text);
    assertEquals(small.text(), small.toString());
    assertTrue(small.low() < 12.5 && small.high() > 11.5, small::text);
  }

  @Test
  void givenFewerPicturesThanFeaturesThenTheWarningSaysSo() {
    FrechetDistance distance =
        between(Features.normal(10, 16, 0, 1), Features.normal(2100, 16, 0, 2));
    assertTrue(distance.text().contains("fewer than the 17 features need"), distance::text);
  }

  @Test
  void givenOneSmallSetThenOnlyItIsResampledAndTheRangeHoldsTheDistance() {
    FeatureMoments small = FeatureMoments.of(Features.normal(40, 8, 1, 1));
    FeatureMoments large = FeatureMoments.of(Features.normal(2048, 8, 0, 2));
    double exact;
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      exact = new GaussianDistance(matrices).between(small, large);
    }
    for (FrechetDistance distance :
        List.of(
            FrechetDistance.between(small, large, FEW),
            FrechetDistance.between(large, small, FEW))) {
      SmallSampleDistance range = assertInstanceOf(SmallSampleDistance.class, distance);
      assertTrue(range.low() < exact && exact < range.high(), exact + " in " + range);
    }
  }

  @Test
  void givenTheSameSeedThenTheRangeIsTheSameAndAnotherSeedsIsNot() {
    FeatureMoments first = FeatureMoments.of(Features.normal(30, 5, 0, 1));
    FeatureMoments second = FeatureMoments.of(Features.normal(30, 5, 1, 2));
    String text = FrechetDistance.between(first, second, FEW).text();
    assertEquals(text, FrechetDistance.between(first, second, FEW).text());
    assertTrue(!text.equals(FrechetDistance.between(first, second, FEW.withSeed(2)).text()));
  }

  @Test
  void givenMomentsTakenBetweenTheRowsThenTheLaterOnesAreTheSame() {
    FeatureSet rows = Features.normal(100, 7, 1e4, 3);
    FeatureMoments all = FeatureMoments.of(rows);
    MomentsCollector collector = new MomentsCollector(rows.network(), rows.width());
    for (int i = 0; i < rows.size(); i++) {
      collector.add(rows.row(i));
      assertEquals(i + 1, collector.moments().count());
    }
    FeatureMoments parts = collector.moments();
    assertArrayEquals(all.mean(), parts.mean(), 1e-9);
    assertArrayEquals(all.covariance(), parts.covariance(), 1e-9);
    assertEquals(100, parts.rows().orElseThrow().size());
    assertArrayEquals(rows.row(50), parts.rows().orElseThrow().row(50));
  }

  @Test
  void givenAFarMeanThenTheVarianceKeepsItsDigits() {
    MomentsCollector collector = new MomentsCollector(Features.NETWORK, 1);
    for (int i = 0; i < 1000; i++) {
      collector.add(new float[] {4e6f + i % 2});
    }
    assertEquals(0.25 * 1000 / 999, collector.moments().covariance()[0], 1e-9);
  }

  @Test
  void givenALargeSetThenItsRowsAreForgotten() {
    assertTrue(FeatureMoments.of(Features.normal(2047, 2, 0, 1)).rows().isPresent());
    assertTrue(FeatureMoments.of(Features.normal(2048, 2, 0, 1)).rows().isEmpty());
    assertTrue(FeatureMoments.of(Features.normal(2100, 2, 0, 1)).rows().isEmpty());
  }

  @Test
  void givenConstantPicturesOrOnePictureThenTheyAreRefused() {
    FeatureSet usual = Features.normal(10, 2, 0, 1);
    String message = refused(Features.constant(10, 0.5f, 1), usual);
    assertTrue(message.contains("generated pictures that differ but all 10"), message);
    message = refused(usual, Features.constant(1, 0.5f, 1));
    assertTrue(message.contains("reference pictures that differ but all 1"), message);
  }

  @Test
  void givenFeaturesOfTwoNetworksThenTheyAreRefused() {
    FeatureSet other = FeatureSet.of("other", List.of(new float[] {0, 1}, new float[] {1, 0}));
    String message = refused(Features.normal(10, 2, 0, 1), other);
    assertTrue(message.contains("of one network but came 2 of test and 2 of other"), message);
  }

  @Test
  void givenANaNFeatureThenItsPictureIsNamed() {
    MomentsCollector collector = new MomentsCollector(Features.NETWORK, 2);
    collector.add(new float[] {1, 2});
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> collector.add(new float[] {0, Float.NaN}))
            .getMessage();
    assertTrue(message.contains("feature 1 of picture 1 is NaN"), message);
  }

  @Test
  void givenTwoMethodsThenAClearDifferenceIsFoundAndNoneIsNot() {
    FeatureSet reference = Features.normal(60, 4, 0, 1);
    FeatureSet near = Features.normal(50, 4, 0.3, 2);
    FeatureSet far = Features.normal(50, 4, 1.5, 3);
    FrechetComparison clear = FrechetComparison.of(far, near, reference, FEW);
    assertEquals(1.0 / 41, clear.pValue(), 1e-12);
    assertTrue(clear.difference().low() > 0, clear::toString);
    FrechetComparison none = FrechetComparison.of(near, near, reference, FEW);
    assertEquals(0, none.difference().estimate(), 1e-9);
    assertEquals(1, none.pValue(), 1e-12);
  }

  @Test
  void givenMoreRowsThanProductsPayForThenTheComparisonAgreesWithTheDistances() {
    FeatureSet reference = Features.normal(50, 3, 0, 1);
    FeatureSet first = Features.normal(40, 3, 1, 2);
    FeatureSet second = Features.normal(40, 3, 2, 3);
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      GaussianDistance distance = new GaussianDistance(matrices);
      FeatureMoments target = FeatureMoments.of(reference);
      double expected =
          distance.between(FeatureMoments.of(first), target)
              - distance.between(FeatureMoments.of(second), target);
      FrechetComparison comparison = FrechetComparison.of(first, second, reference, FEW);
      assertEquals(expected, comparison.difference().estimate(), 1e-9);
    }
  }

  @Test
  void givenMethodsWithDifferentNumbersOfPicturesThenTheyAreRefused() {
    FeatureSet reference = Features.normal(10, 2, 0, 1);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    FrechetComparison.of(
                        Features.normal(10, 2, 0, 1), Features.normal(9, 2, 0, 1), reference, FEW))
            .getMessage();
    assertTrue(message.contains("two pictures of each caption but came 10 and 9"), message);
  }

  private static FrechetDistance between(FeatureSet first, FeatureSet second) {
    return FrechetDistance.between(FeatureMoments.of(first), FeatureMoments.of(second), FEW);
  }

  private static String refused(FeatureSet first, FeatureSet second) {
    return assertThrows(
            IllegalArgumentException.class, () -> FrechetDistance.between(first, second))
        .getMessage();
  }
}
