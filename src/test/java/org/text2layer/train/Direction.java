package org.text2layer.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;

/** How far two gradients point the same way. */
public final class Direction {
  /**
   * What bfloat16 leaves of a weight's gradient. On the fixtures the least cosine is 0.926 where
   * bfloat16 is native (AVX512-BF16 and AMX), and 0.927 on the same processor with oneDNN held to
   * AVX-512 or AVX2. A processor without it rounds in other places and has been below 0.9 with
   * other seeds: there only a gradient that is wrong fails, of which the cosine is near 0.
   */
  private static final double LEAST_COSINE =
      Precision.BFLOAT16.isFastOn(ComputeDevice.best()) ? 0.9 : 0.5;

  private Direction() {}

  /** Fails unless a weight's gradient in bfloat16 points where the one of 32 bits does. */
  public static void assertSame(NDArray exact, NDArray bfloat16, String name) {
    double dot = exact.mul(bfloat16).sum().getFloat();
    double norms = (double) exact.norm().getFloat() * bfloat16.norm().getFloat();
    double cosine = dot / norms;
    assertTrue(cosine > LEAST_COSINE, () -> name + ": " + cosine);
  }
}
