package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;

/**
 * The denoiser as a sampler sees it: D(x; σ) of Karras et al. 2022 (arXiv 2206.00364, section 5).
 * Guidance, the scaling of the denoiser's input, what its output means and cancelling are inside.
 */
@FunctionalInterface
public interface CleanEstimate {
  /**
   * Asks the denoiser once.
   *
   * @param latents (n, channels, height, width), scaled as {@code level} says
   * @param level how noisy they are
   * @return the estimate of the clean latents x_0, the shape of {@code latents}, on its manager
   * @throws SamplingCancelledException if the thread was interrupted: let it pass
   */
  NDArray denoised(NDArray latents, NoiseLevel level);
}
