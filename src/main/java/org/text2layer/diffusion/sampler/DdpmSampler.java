package org.text2layer.diffusion.sampler;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.diffusion.CleanEstimate;

/**
 * Denoising diffusion probabilistic models (Ho et al. 2020, arXiv 2006.11239): ancestral sampling,
 * which adds fresh noise at each step, in the form of diffusers' DDPMScheduler. It wants many
 * steps. Immutable, safe for use by several threads.
 *
 * @param plan the denoiser and its timesteps; {@link TimestepSpacing#LINSPACE}'s are rounded
 * @param variance how much noise each step adds
 */
record DdpmSampler(SamplingPlan plan, Variance variance) implements PlannedSampler {
  /** The two choices of Ho et al. 2020, section 3.2. */
  public enum Variance {
    /** β̃, right for data of a single point: diffusers' "fixed_small" and its default. */
    SMALL,
    /** β, right for data that is noise itself: diffusers' "fixed_large". */
    LARGE
  }

  /** Checks that nothing is missing. */
  public DdpmSampler {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(variance, "variance");
  }

  @Override
  public String name() {
    return "DDPM";
  }

  /** DDPM, eq. 7, with α = ᾱ_t / ᾱ_next for a step over several timesteps. */
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
    double alpha = alphaBar / nextAlphaBar;
    double ofDenoised = Math.sqrt(nextAlphaBar) * (1 - alpha) / (1 - alphaBar);
    double ofLatents = Math.sqrt(alpha) * (1 - nextAlphaBar) / (1 - alphaBar);
    NDArray mean = latents.mul(ofLatents).add(denoised.mul(ofDenoised));
    return new Step(mean.add(noise.get().mul(deviation(index))), denoised);
  }

  /** The standard deviation of a step's noise: √β̃ or √β; none from timestep 0. */
  private double deviation(int index) {
    if (plan.trainTimestep(index) == 0) {
      return 0;
    }
    double alphaBar = plan.alphaBar(index);
    double nextAlphaBar = nextAlphaBar(index);
    double beta = 1 - alphaBar / nextAlphaBar;
    return Math.sqrt(
        variance == Variance.LARGE ? beta : (1 - nextAlphaBar) / (1 - alphaBar) * beta);
  }

  /** ᾱ at the timestep of the next step; the last step ends at clean latents, ᾱ = 1. */
  private double nextAlphaBar(int index) {
    return index == plan.steps() - 1 ? 1 : plan.alphaBar(index + 1);
  }
}
