package org.text2layer.diffusion.sampler;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.diffusion.CleanEstimate;

/**
 * Heun's second-order method on the probability-flow ODE (Karras et al. 2022, arXiv 2206.00364,
 * algorithm 1 with σ(t) = t and s(t) = 1, the deterministic one), in the form of diffusers'
 * HeunDiscreteScheduler: Euler's step, whose end corrects it. Two denoiser calls a step, one in the
 * last. Latents and noise levels are {@link EulerSampler}'s. Immutable, safe for use by several
 * threads.
 *
 * @param plan as {@link EulerSampler} takes it
 * @param karras whether the noise levels are Karras et al.'s (eq. 5, ρ = 7)
 */
record HeunSampler(SamplingPlan plan, boolean karras) implements NoiseLevelSampler {
  /** Checks that nothing is missing. */
  public HeunSampler {
    Objects.requireNonNull(plan, "plan");
  }

  @Override
  public String name() {
    return karras ? "Heun Karras" : "Heun";
  }

  /** Karras et al., algorithm 1; d is the slope. At σ = 0 there is no slope to correct with. */
  @Override
  public Step step(
      int index,
      NDArray latents,
      CleanEstimate estimate,
      List<NDArray> earlier,
      Supplier<NDArray> noise) {
    double sigma = sigma(index);
    double nextSigma = sigma(index + 1);
    NDArray denoised = estimate.denoised(latents, level(index));
    NDArray slope = latents.sub(denoised).div(sigma);
    NDArray next = latents.add(slope.mul(nextSigma - sigma));
    if (nextSigma > 0) {
      NDArray nextDenoised = estimate.denoised(next, level(index + 1));
      NDArray nextSlope = next.sub(nextDenoised).div(nextSigma);
      next = latents.add(slope.add(nextSlope).mul((nextSigma - sigma) / 2));
    }
    return new Step(next, denoised);
  }
}
