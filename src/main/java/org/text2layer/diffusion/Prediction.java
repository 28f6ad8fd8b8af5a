package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;

/** What a denoiser's output means. */
public enum Prediction {
  /** The noise ε in the latents (Ho et al. 2020): Stable Diffusion v1, the embedded weights. */
  EPSILON {
    @Override
    public NDArray denoised(double alphaBar, NDArray latents, NDArray prediction) {
      double alpha = Math.sqrt(alphaBar);
      return latents.sub(prediction.mul(Math.sqrt(1 - alphaBar))).div(alpha);
    }
  },
  /** The velocity √ᾱ · ε − √(1 − ᾱ) · x_0 (Salimans and Ho 2022): Stable Diffusion v2. */
  VELOCITY {
    @Override
    public NDArray denoised(double alphaBar, NDArray latents, NDArray prediction) {
      return latents.mul(Math.sqrt(alphaBar)).sub(prediction.mul(Math.sqrt(1 - alphaBar)));
    }
  };

  /**
   * The estimate of x_0 from latents x_t = √ᾱ · x_0 + √(1 − ᾱ) · ε and a denoiser's output for them
   * (DDIM, eq. 9; Salimans and Ho 2022, appendix D).
   *
   * @param alphaBar ᾱ of the latents, 0 to 1; with {@link #EPSILON} above 0
   * @param latents (n, …)
   * @param prediction the denoiser's output, the shape of {@code latents}
   * @return the estimate, the shape of {@code latents}, on its manager
   */
  public abstract NDArray denoised(double alphaBar, NDArray latents, NDArray prediction);
}
