package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;

/** Follows the sampling loop: progress, previews, cancelling. */
@FunctionalInterface
public interface SamplingListener {
  /**
   * Called after each step, on the sampling thread, in order. An exception ends the sampling, frees
   * its memory and reaches the caller.
   *
   * @param step valid during this call only
   */
  void onStep(Step step);

  /** A listener that does nothing. */
  static SamplingListener none() {
    return step -> {};
  }

  /**
   * One completed step, as a {@link SamplingListener} sees it. Valid during the listener's call
   * only; not thread-safe.
   */
  final class Step {
    private final int index;
    private final int total;
    private final NDArray denoised;
    private boolean cancelled;

    Step(int index, int total, NDArray denoised) {
      this.index = index;
      this.total = total;
      this.denoised = denoised;
    }

    /** Which step was completed, 0 to total − 1. */
    public int index() {
      return index;
    }

    /** How many steps the whole process has. */
    public int total() {
      return total;
    }

    /**
     * The estimate of the clean latents (n, channels, height, width) that this step was made from.
     * The sampler needs it anyway, so it costs nothing. Decode it for a preview; do not change or
     * close it. What is computed from it is freed when the listener returns, unless attached
     * elsewhere.
     */
    public NDArray denoised() {
      return denoised;
    }

    /** Asks to stop: once the listener returns, {@link SamplingCancelledException} is thrown. */
    public void cancel() {
      cancelled = true;
    }

    boolean isCancelled() {
      return cancelled;
    }
  }
}
