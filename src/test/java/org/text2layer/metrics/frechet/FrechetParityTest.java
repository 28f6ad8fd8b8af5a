package org.text2layer.metrics.frechet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.features.Features;
import org.text2layer.nn.MatrixFunctions;
import org.text2layer.parity.Fixture;

/** Against Clean-FID's numbers: fixture "frechet" has every definition and tolerance. */
class FrechetParityTest {
  private static final Fixture FIXTURE = Fixture.load("frechet");
  private static final JsonObject VALUES = FIXTURE.json().getAsJsonObject("values");

  @Test
  void givenRowsThenMeanAndCovarianceEqualNumPys() {
    FeatureMoments moments = FeatureMoments.of(set("in.a"));
    FIXTURE.check("out.mean_a", floats(moments.mean()));
    FIXTURE.check("out.covariance_a", floats(moments.covariance()));
  }

  @Test
  void givenTwoSetsThenTheDistanceIsTheExactOneByBothWays() {
    double expected = VALUES.get("frechet_exact").getAsDouble();
    assertEquals(expected, byCovariances("in.a", "in.b"), 1e-6);
    assertEquals(expected, byRows("in.a", "in.b"), 1e-6);
    FIXTURE.check("out.frechet", new float[] {(float) byRows("in.a", "in.b")});
  }

  @Test
  void givenTheSameSetTwiceThenTheDistanceIsNought() {
    assertEquals(0, byCovariances("in.a", "in.a"), 1e-6);
    assertEquals(0, byRows("in.a", "in.a"), 1e-6);
  }

  @Test
  void givenFewerRowsThanFeaturesThenTheDistanceIsTheExactOneByBothWays() {
    double expected = VALUES.get("rank_deficient_exact").getAsDouble();
    assertEquals(expected, byCovariances("in.c", "in.d"), 1e-5);
    assertEquals(expected, byRows("in.c", "in.d"), 1e-6);
  }

  private static double byCovariances(String first, String second) {
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      return new GaussianDistance(matrices)
          .between(FeatureMoments.of(set(first)), FeatureMoments.of(set(second)));
    }
  }

  /** Every row drawn once; so the two ways must agree. */
  private static double byRows(String first, String second) {
    FeatureSet a = set(first);
    FeatureSet b = set(second);
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      return DrawnDistance.byProducts(a, b, matrices).of(every(a.size()), every(b.size()));
    }
  }

  private static int[] every(int size) {
    int[] numbers = new int[size];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  private static FeatureSet set(String name) {
    return Features.of(FIXTURE, name);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
