package org.text2layer.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GuidanceTest {
  private static final int ROWS = 2;
  private static final int ROW = 12;
  private static final Shape SHAPE = new Shape(ROWS, 3, 2, 2);

  @Property(tries = 100)
  void equalsThePaperComputedInPlainJava(
      @ForAll long seed,
      @ForAll @DoubleRange(max = 15) double scale,
      @ForAll @DoubleRange(max = 1) double phi) {
    PictureNoise noise = PictureNoise.of(seed);
    float[] conditional = noise.gaussian(ROWS * ROW);
    float[] unconditional = noise.gaussian(ROWS * ROW);
    Guidance guidance = new Guidance(scale, phi);

    float[] actual = apply(guidance, conditional, unconditional);

    float[] expected = inPlainJava(guidance, conditional, unconditional);
    assertArrayEquals(expected, actual, 1e-3f);
  }

  @Test
  void scaleOneIsTheCaptionsPredictionAndScaleZeroTheEmptyCaptions() {
    PictureNoise noise = PictureNoise.of(1);
    float[] conditional = noise.gaussian(ROWS * ROW);
    float[] unconditional = noise.gaussian(ROWS * ROW);

    assertArrayEquals(conditional, apply(new Guidance(1, 0.7), conditional, unconditional));
    assertArrayEquals(unconditional, apply(Guidance.of(0), conditional, unconditional), 1e-6f);
    assertFalse(Guidance.of(1).needsUnconditional());
    assertTrue(Guidance.of(7.5).needsUnconditional());
  }

  @Test
  void fullRescaleGivesEachPictureItsCaptionsDeviation() {
    PictureNoise noise = PictureNoise.of(2);
    float[] conditional = noise.gaussian(ROWS * ROW);
    float[] guided = apply(new Guidance(9, 1), conditional, noise.gaussian(ROWS * ROW));

    for (int row = 0; row < ROWS; row++) {
      double expected = deviation(conditional, row);
      assertEquals(expected, deviation(guided, row), 1e-4 * expected);
    }
  }

  @Test
  void betweenTwoNoiseLevelsTheUpperOneCountsAndTheLowerOneDoesNot() {
    Guidance guidance = new Guidance(5, 0.7).between(0.5, 2);

    assertEquals(new Guidance(5, 0.7, 0.5, 2), guidance);
    for (double guided : List.of(0.50001, 1.0, 2.0)) {
      assertTrue(guidance.needsUnconditional(level(guided)), "σ = " + guided);
    }
    for (double alone : List.of(0.0, 0.5, 2.00001, 14.6, Double.POSITIVE_INFINITY)) {
      assertFalse(guidance.needsUnconditional(level(alone)), "σ = " + alone);
      assertFalse(Guidance.of(1).needsUnconditional(level(alone)), "scale 1 at σ = " + alone);
    }
    assertTrue(Guidance.of(5).needsUnconditional(level(Double.POSITIVE_INFINITY)));
  }

  private static NoiseLevel level(double sigma) {
    return NoiseLevel.variancePreserving(Prediction.VELOCITY, 0, 1 / (sigma * sigma + 1));
  }

  @Test
  void badInputIsRefusedWithASentence() {
    assertRefused("guidance scale of at least 0 (usual: 3 to 10), but NaN", Double.NaN, 0);
    assertRefused("but -1.0 came", -1, 0);
    assertRefused("but Infinity came", Double.POSITIVE_INFINITY, 0);
    assertRefused("rescale from 0 to 1 (usual: 0 or 0.7), but 1.5", 7.5, 1.5);
    assertRefused("but NaN came", 7.5, Double.NaN);
    for (double[] levels : new double[][] {{-1, 2}, {2, 2}, {3, 2}, {Double.NaN, 2}}) {
      var refused =
          assertThrows(
              IllegalArgumentException.class, () -> Guidance.of(5).between(levels[0], levels[1]));
      assertTrue(refused.getMessage().contains(levels[0] + " and 2.0 came"), refused.getMessage());
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray one = manager.ones(new Shape(1, 4));
      NDArray two = manager.ones(new Shape(2, 4));
      var error =
          assertThrows(IllegalArgumentException.class, () -> Guidance.of(2).apply(two, one));
      assertTrue(error.getMessage().contains("(2, 4), but it has (1, 4)"), error.getMessage());
    }
  }

  private static float[] apply(Guidance guidance, float[] conditional, float[] unconditional) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray guided =
          guidance.apply(manager.create(conditional, SHAPE), manager.create(unconditional, SHAPE));
      assertEquals(SHAPE, guided.getShape());
      return guided.toFloatArray();
    }
  }

  /** diffusers' rescale_noise_cfg, with torch's unbiased deviation. */
  private static float[] inPlainJava(
      Guidance guidance, float[] conditional, float[] unconditional) {
    float[] guided = new float[conditional.length];
    for (int i = 0; i < guided.length; i++) {
      double difference = conditional[i] - unconditional[i];
      guided[i] = (float) (unconditional[i] + guidance.scale() * difference);
    }
    float[] result = new float[guided.length];
    for (int i = 0; i < guided.length; i++) {
      double ratio = deviation(conditional, i / ROW) / deviation(guided, i / ROW);
      double phi = guidance.rescale();
      result[i] = (float) (phi * guided[i] * ratio + (1 - phi) * guided[i]);
    }
    return result;
  }

  private static double deviation(float[] values, int row) {
    double sum = 0;
    for (int i = row * ROW; i < (row + 1) * ROW; i++) {
      sum += values[i];
    }
    double squares = 0;
    for (int i = row * ROW; i < (row + 1) * ROW; i++) {
      squares += (values[i] - sum / ROW) * (values[i] - sum / ROW);
    }
    return Math.sqrt(squares / (ROW - 1));
  }

  private static void assertRefused(String part, double scale, double rescale) {
    var error = assertThrows(IllegalArgumentException.class, () -> new Guidance(scale, rescale));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
