package org.text2layer.diffusion.sampler;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.diffusion.CleanEstimate;

/**
 * Denoising diffusion implicit models (Song et al. 2021, arXiv 2010.02502), in the form of
 * diffusers' DDIMScheduler. Immutable, safe for use by several threads.
 *
 * @param plan the denoiser and its timesteps; {@link TimestepSpacing#LINSPACE}'s are rounded, and
 *     lie a little further apart than the reference steps: with few steps take another
 * @param eta fraction of DDPM's noise that each step adds (eq. 16), 0 (deterministic) to 1
 */
record DdimSampler(SamplingPlan plan, double eta) implements PlannedSampler {
  /**
   * Checks both values.
   *
   * @throws IllegalArgumentException if {@code eta} is outside its range
   */
  public DdimSampler {
    Objects.requireNonNull(plan, "plan");
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException(
          "Expected eta from 0 (deterministic) to 1 (as noisy as DDPM), but %s came."
              .formatted(eta));
    }
  }

  @Override
  public String name() {
    return eta == 0 ? "DDIM" : "DDIM with eta " + eta;
  }

  /**
   * DDIM, eq. 12, with ε = (x_t − √ᾱ_t · x_0) / √(1 − ᾱ_t) put in, so that it is a sum of x_t, x_0
   * and noise.
   */
  @Override
  public Step step(
      int index,
      NDArray latents,
      CleanEstimate estimate,
      List<NDArray> earlier,
      Supplier<NDArray> noise) {
    NDArray denoised = estimate.denoised(latents, plan.level(index));
    double alphaBar = plan.alphaBar(index);
    double nextAlphaBar = nextAlphaBar(index);
    double sigma =
        eta * Math.sqrt((1 - nextAlphaBar) / (1 - alphaBar) * (1 - alphaBar / nextAlphaBar));
    // Zero terminal SNR with eta 1 leaves 0 here, up to rounding.
    double remaining = Math.max(0, 1 - nextAlphaBar - sigma * sigma);
    double ofLatents = Math.sqrt(remaining / (1 - alphaBar));
    double ofDenoised = Math.sqrt(nextAlphaBar) - ofLatents * Math.sqrt(alphaBar);
    NDArray mean = latents.mul(ofLatents).add(denoised.mul(ofDenoised));
    return new Step(eta > 0 ? mean.add(noise.get().mul(sigma)) : mean, denoised);
  }

  /**
   * ᾱ after the step. The reference goes down by trainSteps / steps in integers, also where
   * trailing timesteps are spaced otherwise, and ends at timestep 0 rather than at clean latents.
   */
  private double nextAlphaBar(int index) {
    int next = plan.trainTimestep(index) - plan.schedule().trainSteps() / plan.steps();
    return plan.schedule().alphaBar(Math.max(0, next));
  }
}
