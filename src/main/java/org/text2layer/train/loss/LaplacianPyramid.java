package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.text2layer.nn.ScriptFunction;

/**
 * What ℓ_lap sees of a mask (paper, eq. 8): its edges at three sizes. With x_1 the mask,
 *
 * <pre>
 * x_(j+1) = every second pixel of x_j blurred by k kᵀ / 256, k = (1, 4, 6, 4, 1), edges reflected
 * φ_j     = x_j - x_(j+1) doubled bilinearly
 * </pre>
 */
final class LaplacianPyramid {
  private final ScriptFunction bands;

  private LaplacianPyramid(ScriptFunction bands) {
    this.bands = bands;
  }

  /** A pyramid. */
  static LaplacianPyramid of() {
    return new LaplacianPyramid(
        ScriptFunction.compile(
            LaplacianPyramid.class, "mask", "bands", Map.of("COMP", 0, "LAP", 0)));
  }

  /**
   * φ_1, φ_2 and φ_3, each half as high and wide as the one before.
   *
   * @param masks (batch, 1, height, width), at least 12 pixels a side
   */
  List<NDArray> bands(NDArray masks) {
    return List.copyOf(bands.applyAll(masks));
  }
}
