package org.text2layer.synth.quality.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected numbers are those of NumPy 2.4.6's singular value decomposition. */
class FeatureSpaceTest {
  private static final double[] FIRST = {
    1.288397, 1.106286, 0.068763, 2.272918, 1.235396, 1.378466, -0.692289, -0.549218, -1.911923,
    -0.646547, -1.684069, -1.866181
  };
  private static final double[] SECOND = {
    0.387426, -0.937419, -1.804774, 1.016344, 0.148989, -1.255241, 2.027197, 0.622967, -0.165004,
    1.006357, 0.139002, -1.185844
  };

  private static List<float[]> features() {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      float[] row = new float[5];
      row[0] = (float) (i * 37 % 23 / 23.0 + 0.5 * i);
      for (int k = 1; k < 5; k++) {
        row[k] = (float) ((i * (k + 3) * 17 + k * 5) % 29 / 29.0);
      }
      rows.add(row);
    }
    return rows;
  }

  @Test
  void givenFeatures_thenThePlaneIsThatOfTheSingularValueDecomposition() {
    FeatureSpace.Plane plane = FeatureSpace.of(features()).principalPlane();
    assertArrayEquals(FIRST, plane.x(), 1e-4);
    assertArrayEquals(SECOND, plane.y(), 1e-4);
    assertEquals(0.608903, plane.explained(), 1e-5);
  }

  @Test
  void givenASample_thenItsNeighboursAreTheNearestInStandardisedFeatures() {
    FeatureSpace space = FeatureSpace.of(features());
    assertArrayEquals(new int[] {4, 5, 1}, space.nearest(3, 3));
    assertEquals(2.446960, space.distance(3, 4), 1e-5);
  }

  @Test
  void givenAFeatureThatIsTheSameEverywhere_thenItCountsForNothing() {
    List<float[]> rows = List.of(new float[] {7, 0}, new float[] {7, 1}, new float[] {7, 2});
    FeatureSpace.Plane plane = FeatureSpace.of(rows).principalPlane();
    assertEquals(1, plane.explained(), 1e-9);
    assertArrayEquals(new double[] {0, 0, 0}, plane.y(), 1e-9);
  }

  @Test
  void givenFewOrUnequalRows_thenTheyAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> FeatureSpace.of(features().subList(0, 2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> FeatureSpace.of(List.of(new float[2], new float[2], new float[3])));
    assertThrows(
        IllegalArgumentException.class,
        () -> FeatureSpace.of(List.of(new float[1], new float[1], new float[] {Float.NaN})));
  }
}
