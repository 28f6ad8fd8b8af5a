package org.text2layer.diffusion;

/** Follows the sampling loop: progress, previews, cancelling. */
@FunctionalInterface
public interface SamplingListener {
  /**
   * Called after each step, on the sampling thread, in order. An exception ends the sampling, frees
   * its memory and reaches the caller.
   *
   * @param step valid during this call only
   */
  void onStep(SamplingStep step);

  /** A listener that does nothing. */
  static SamplingListener none() {
    return step -> {};
  }
}
