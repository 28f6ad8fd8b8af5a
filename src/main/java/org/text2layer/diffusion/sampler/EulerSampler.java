package org.text2layer.diffusion.sampler;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.diffusion.CleanEstimate;

/**
 * Euler's method on the probability-flow ODE (Karras et al. 2022, arXiv 2206.00364, algorithm 2
 * without its noise), in the form of diffusers' EulerDiscreteScheduler. Its latents are clean + σ ·
 * noise, so they start large, and the denoiser gets them scaled down. Immutable, safe for use by
 * several threads.
 *
 * @param plan the denoiser and its timesteps, {@link TimestepSpacing#LINSPACE}'s being fractional;
 *     with {@code karras}, the first and last give the range; where the schedule has zero terminal
 *     SNR, the last σ is cut to 4096, as in the reference
 * @param karras whether the noise levels are Karras et al.'s (eq. 5, ρ = 7) in place of those at
 *     the plan's timesteps
 */
record EulerSampler(SamplingPlan plan, boolean karras) implements NoiseLevelSampler {
  /** Checks that nothing is missing. */
  public EulerSampler {
    Objects.requireNonNull(plan, "plan");
  }

  @Override
  public String name() {
    return karras ? "Euler Karras" : "Euler";
  }

  /** Karras et al., algorithm 2, lines 7 and 8, as a sum of latents and clean latents. */
  @Override
  public Step step(
      int index,
      NDArray latents,
      CleanEstimate estimate,
      List<NDArray> earlier,
      Supplier<NDArray> noise) {
    NDArray denoised = estimate.denoised(latents, level(index));
    double ratio = sigma(index + 1) / sigma(index);
    return new Step(latents.mul(ratio).add(denoised.mul(1 - ratio)), denoised);
  }
}
