package org.text2layer.data.hygiene;

import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

/**
 * A picture's looks in 64 bits: of its grey levels at 9x8 pixels, whether each is brighter than its
 * right neighbour ("dHash": Krawetz, Kind of Like That, 2013). Other sizes, brightness and formats
 * change few bits; other pictures differ in about 32.
 */
final class DifferenceHash {
  private static final int SIDE = 8;

  private DifferenceHash() {}

  /** The hash of a picture. */
  static long of(RgbImage picture) {
    float[] grey = grey(picture.resized(SIDE + 1, SIDE, Resampling.BOX));
    long hash = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int at = y * (SIDE + 1) + x;
        hash = hash << 1 | (grey[at] > grey[at + 1] ? 1 : 0);
      }
    }
    return hash;
  }

  /** In how many bits two hashes differ: 0 to 64. */
  static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }

  /** Luma of ITU-R BT.601. */
  static float[] grey(RgbImage picture) {
    float[] rgb = picture.toArray();
    float[] grey = new float[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      float luma = 0.299f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2];
      grey[i] = Math.min(1, luma);
    }
    return grey;
  }
}
