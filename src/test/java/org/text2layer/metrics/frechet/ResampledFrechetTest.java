package org.text2layer.metrics.frechet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.features.Features;
import org.text2layer.metrics.significance.Bootstrap;

class ResampledFrechetTest {
  private static final Bootstrap FEW = Bootstrap.standard().withResamples(40);
  private static final FeatureSet REFERENCE = Features.normal(60, 4, 0, 1);
  private static final FeatureSet NEAR = Features.normal(50, 4, 0.3, 2);
  private static final FeatureSet FAR = Features.normal(50, 4, 1.5, 3);

  @Test
  void givenMethodsMeasuredOneByOneThenTheyCompareAsIfMeasuredInPairs() {
    FrechetComparison pair = FrechetComparison.of(FAR, NEAR, REFERENCE, FEW);
    ResampledFrechet far = ResampledFrechet.of(FAR, REFERENCE, FEW);
    ResampledFrechet near = ResampledFrechet.of(NEAR, REFERENCE, FEW);
    assertEquals(pair, far.minus(near));
    assertEquals(-pair.difference().estimate(), near.minus(far).difference().estimate(), 1e-12);
    assertEquals(1.0 / 41, pair.pValue(), 1e-12);
  }

  @Test
  void givenFewPicturesThenWhatMayBeShownIsTheRangeAndTheWarning() {
    FrechetDistance alone =
        FrechetDistance.between(FeatureMoments.of(FAR), FeatureMoments.of(REFERENCE), FEW);
    assertEquals(alone.text(), ResampledFrechet.of(FAR, REFERENCE, FEW).guarded().text());
  }

  @Test
  void givenOtherDrawsOrSizesThenNoDifferenceIsTaken() {
    ResampledFrechet far = ResampledFrechet.of(FAR, REFERENCE, FEW);
    ResampledFrechet drawn = ResampledFrechet.of(NEAR, REFERENCE, FEW.withSeed(2));
    ResampledFrechet fewer = ResampledFrechet.of(Features.normal(49, 4, 0, 2), REFERENCE, FEW);
    for (ResampledFrechet other : new ResampledFrechet[] {drawn, fewer}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> far.minus(other)).getMessage();
      assertTrue(message.contains("measure both alike"), message);
    }
  }
}
