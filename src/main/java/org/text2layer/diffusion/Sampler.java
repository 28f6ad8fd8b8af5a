package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * A solver of the reverse process: which timesteps it visits, and how the latents get from one to
 * the next. A step is {@link #scaleInput}, the denoiser, {@link #denoised}, {@link #step}.
 *
 * <p>Samplers are immutable and pure: they hold no latents, history or random generator, so one may
 * serve any number of pictures and threads. Whatever the denoiser predicts is first turned into the
 * estimate of the clean latents, and every solver is written in that estimate: it is what a
 * multi-step solver remembers and what a preview shows, so both cost nothing more. Results belong
 * to the manager of {@code latents}.
 */
public interface Sampler {
  /** The sampler's usual name, for reports: "DDIM". */
  String name();

  /** Number of steps, one denoiser call each. */
  int steps();

  /**
   * The timestep, in training steps, that the denoiser is told at step {@code index}; may be
   * fractional.
   *
   * @param index 0 (the noisiest) to steps − 1
   * @throws IndexOutOfBoundsException if there is no such step
   */
  double timestep(int index);

  /** The standard deviation of the initial latents: 1 where x_t keeps its variance. */
  default double initialScale() {
    return 1;
  }

  /** The latents as the denoiser expects them at step {@code index}. */
  default NDArray scaleInput(int index, NDArray latents) {
    return latents;
  }

  /**
   * The estimate of the clean latents at step {@code index}.
   *
   * @param latents before the step, not scaled
   * @param prediction the denoiser's (guided) output for the scaled latents, of the same shape
   */
  NDArray denoised(int index, NDArray latents, NDArray prediction);

  /**
   * The latents after step {@code index}.
   *
   * @param latents before the step
   * @param denoised {@link #denoised} of this step
   * @param previousDenoised {@link #denoised} of the step before; empty at step 0
   * @param noise standard normal, of the shape of {@code latents}; present where {@link
   *     #needsNoise}, ignored elsewhere
   * @throws IllegalArgumentException if noise is needed and missing
   */
  NDArray step(
      int index,
      NDArray latents,
      NDArray denoised,
      Optional<NDArray> previousDenoised,
      Optional<NDArray> noise);

  /** Whether each step takes fresh noise. */
  default boolean needsNoise() {
    return false;
  }
}
