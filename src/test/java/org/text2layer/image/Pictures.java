package org.text2layer.image;

import java.util.SplittableRandom;

/** Small pictures of noise for tests. */
public final class Pictures {
  private Pictures() {}

  public static float[] noise(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(256) / 255f;
    }
    return values;
  }

  public static RgbImage rgb(long seed, int width, int height) {
    return RgbImage.of(width, height, noise(seed, 3 * width * height));
  }

  public static Mask mask(long seed, int width, int height) {
    return Mask.of(width, height, noise(seed, width * height));
  }

  public static RgbaImage rgba(long seed, int width, int height) {
    return RgbaImage.of(rgb(seed, width, height), mask(seed + 1, width, height));
  }
}
