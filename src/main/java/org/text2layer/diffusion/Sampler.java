package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A solver of the reverse process: which timesteps it visits, and how the latents get from one to
 * the next. {@link DiffusionProcess} gives each step all that changes between pictures: the
 * latents, the denoiser, what earlier steps found, and random numbers.
 *
 * <p>Samplers are immutable and pure: they hold no latents, history or random generator, so one may
 * serve any number of pictures and threads. Every solver is written in estimates of the clean
 * latents: they are what a multi-step solver remembers and what a preview shows, so both cost
 * nothing more. What a step makes belongs to the manager of {@code latents} and is freed after it,
 * but for its result.
 */
public interface Sampler {
  /** The sampler's usual name, for reports: "DDIM". */
  String name();

  /** Number of steps; {@link #step} says how many denoiser calls each makes. */
  int steps();

  /**
   * The timestep, in training steps, that step {@code index} starts from; may be fractional.
   *
   * @param index 0 (the noisiest) to steps − 1
   * @throws IndexOutOfBoundsException if there is no such step
   */
  double timestep(int index);

  /** The standard deviation of the initial latents: 1 where x_t keeps its variance. */
  default double initialScale() {
    return 1;
  }

  /** How many earlier estimates a step reads, 0 or more; older ones are freed. */
  default int historyLength() {
    return 0;
  }

  /**
   * One step. Its arguments are valid during the call only and are not changed.
   *
   * @param index 0 (the noisiest) to steps − 1
   * @param latents before the step, scaled as the sampler likes them (n, channels, height, width)
   * @param estimate asks the denoiser, as often as the step wants
   * @param earlier {@link Step#denoised} of the steps before, the latest first: as many as there
   *     are, up to {@link #historyLength}
   * @param noise each call gives fresh numbers, standard normal, of the shape of {@code latents}
   * @return the latents after the step
   */
  Step step(
      int index,
      NDArray latents,
      CleanEstimate estimate,
      List<NDArray> earlier,
      Supplier<NDArray> noise);

  /**
   * What a step gives.
   *
   * @param latents after the step, of the shape before it
   * @param denoised the estimate of the clean latents that the step was made from, of the same
   *     shape: what previews show and later steps see
   */
  record Step(NDArray latents, NDArray denoised) {
    /** Checks that nothing is missing. */
    public Step {
      Objects.requireNonNull(latents, "latents");
      Objects.requireNonNull(denoised, "denoised");
    }
  }
}
