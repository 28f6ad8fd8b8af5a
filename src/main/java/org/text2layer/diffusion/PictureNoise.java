package org.text2layer.diffusion;

import java.util.SplittableRandom;

/**
 * The random numbers of one picture, from its seed: the initial latents first, then the noise of
 * each step. Each picture has its own, and DJL's global generator is never asked, so a seed gives
 * the same noise on every machine and device, alone or in any batch, in any order.
 *
 * <p>The numbers are {@link SplittableRandom}'s 64-bit words (SplitMix64, unchanged since Java 8),
 * turned into normal ones by Box and Muller's transform in {@link StrictMath}. Each number takes
 * two words, so how many are drawn at a time does not matter.
 *
 * <p>The one mutable class of this package; not thread-safe.
 */
public final class PictureNoise {
  private static final double ULP = 0x1p-53;

  private final SplittableRandom random;

  private PictureNoise(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The noise of the picture with this seed, from its beginning. */
  public static PictureNoise of(long seed) {
    return new PictureNoise(seed);
  }

  /**
   * The next {@code count} numbers, standard normal.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public float[] gaussian(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("Expected a count of at least 0, but " + count + " came.");
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) next();
    }
    return values;
  }

  /** Box and Muller's transform; the radius takes (0, 1], whose logarithm is finite. */
  private double next() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(((random.nextLong() >>> 11) + 1) * ULP));
    double angle = 2 * Math.PI * ((random.nextLong() >>> 11) * ULP);
    return radius * StrictMath.cos(angle);
  }
}
