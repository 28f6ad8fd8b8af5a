package org.text2layer.metrics.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.text2layer.parity.Fixture;

/** Sets of features for tests. */
public final class Features {
  public static final String NETWORK = "test";

  private Features() {}

  /** A tensor (rows, width) of a fixture. */
  public static FeatureSet of(Fixture fixture, String name) {
    int width = (int) fixture.shape(name)[1];
    float[] all = fixture.floats(name);
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += width) {
      rows.add(Arrays.copyOfRange(all, from, from + width));
    }
    return FeatureSet.of(NETWORK, rows);
  }

  /** Normal numbers around one mean. */
  public static FeatureSet normal(int count, int width, double mean, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[width];
      for (int j = 0; j < width; j++) {
        row[j] = (float) (mean + random.nextGaussian());
      }
      rows.add(row);
    }
    return FeatureSet.of(NETWORK, rows);
  }

  /** The same row several times. */
  public static FeatureSet constant(int count, float... row) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row);
    }
    return FeatureSet.of(NETWORK, rows);
  }
}
