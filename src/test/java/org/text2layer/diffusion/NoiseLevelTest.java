package org.text2layer.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.text2layer.diffusion.Prediction.EPSILON;
import static org.text2layer.diffusion.Prediction.VELOCITY;

import org.junit.jupiter.api.Test;

class NoiseLevelTest {
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.stableDiffusion();

  @Test
  void givenTheSigmaOfATimestepThenExplodingLatentsAreScaledToTheSchedules() {
    double alphaBar = SCHEDULE.alphaBar(500);
    NoiseLevel level = NoiseLevel.varianceExploding(EPSILON, 500, SCHEDULE.sigma(500));

    assertEquals(alphaBar, level.alphaBar(), 1e-12);
    assertEquals(Math.sqrt(alphaBar), level.inputScale(), 1e-12);
    assertEquals(1, NoiseLevel.variancePreserving(EPSILON, 500, alphaBar).inputScale());
  }

  @Test
  void givenPureNoiseThenOnlyAVelocityTellsTheCleanLatents() {
    assertEquals(0, NoiseLevel.variancePreserving(VELOCITY, 999, 0).alphaBar());
    assertRefused("VELOCITY only) to 1, but 0.0 came with EPSILON", EPSILON, 999, 0, 1);
  }

  @Test
  void givenValuesOutsideTheirRangeThenASentenceSaysWhich() {
    assertRefused("timestep of at least 0, but -1.0", VELOCITY, -1, 0.5, 1);
    assertRefused("timestep of at least 0, but NaN", VELOCITY, Double.NaN, 0.5, 1);
    assertRefused("to 1, but 1.1 came", VELOCITY, 5, 1.1, 1);
    assertRefused("to 1, but NaN came", VELOCITY, 5, Double.NaN, 1);
    assertRefused("input scale above 0, but 0.0", VELOCITY, 5, 0.5, 0);
    assertRefused("input scale above 0, but Infinity", VELOCITY, 5, 0.5, Double.POSITIVE_INFINITY);
  }

  private static void assertRefused(
      String part, Prediction prediction, double timestep, double alphaBar, double inputScale) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new NoiseLevel(prediction, timestep, alphaBar, inputScale));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
