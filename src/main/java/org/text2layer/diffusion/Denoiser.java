package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;

/**
 * A model of the noise in latents: all that sampling knows of a network. Each row is predicted on
 * its own, without random numbers, so that a picture does not depend on its batch.
 */
@FunctionalInterface
public interface Denoiser {
  /**
   * Predicts the noise, or the velocity ({@link Prediction}), of each row.
   *
   * @param latents (n, channels, height, width), 32-bit floats
   * @param timesteps (n), 32-bit floats in training steps, possibly fractional
   * @param context (n, positions, width): the text's embedding
   * @return the prediction, the shape of {@code latents}; the caller closes it, or the manager of
   *     {@code latents} does
   */
  NDArray predict(NDArray latents, NDArray timesteps, NDArray context);
}
