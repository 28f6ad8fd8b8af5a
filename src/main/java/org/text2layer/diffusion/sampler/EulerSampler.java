package org.text2layer.diffusion.sampler;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.diffusion.CleanEstimate;
import org.text2layer.diffusion.NoiseLevel;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Sampler;

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
public record EulerSampler(SamplingPlan plan, boolean karras) implements Sampler {
  /** Checks that nothing is missing. */
  public EulerSampler {
    Objects.requireNonNull(plan, "plan");
  }

  /**
   * Euler with diffusers' defaults: ε prediction, linspace spacing. For a schedule with zero
   * terminal SNR: velocity prediction, trailing spacing.
   *
   * @param steps one denoiser call each, 1 to {@code schedule.trainSteps()}
   * @throws IllegalArgumentException if {@code steps} is outside its range
   */
  public static EulerSampler of(NoiseSchedule schedule, int steps) {
    return new EulerSampler(SamplingPlan.of(schedule, steps, TimestepSpacing.LINSPACE, 0), false);
  }

  /** This sampler with or without Karras et al.'s noise levels. */
  public EulerSampler withKarras(boolean value) {
    return new EulerSampler(plan, value);
  }

  @Override
  public String name() {
    return karras ? "Euler Karras" : "Euler";
  }

  @Override
  public int steps() {
    return plan.steps();
  }

  @Override
  public double timestep(int index) {
    Objects.checkIndex(index, plan.steps());
    return karras ? plan.schedule().timestepOf(sigma(index)) : plan.timestep(index);
  }

  /**
   * The noise level before step {@code index}, falling.
   *
   * @param index 0 to steps, which gives 0: the latents end clean
   */
  public double sigma(int index) {
    Objects.checkIndex(index, plan.steps() + 1);
    if (index == plan.steps()) {
      return 0;
    }
    if (!karras) {
      return spacedSigma(index);
    }
    double smallest = spacedSigma(plan.steps() - 1);
    return new KarrasSigmas(spacedSigma(0), smallest, plan.steps()).sigma(index);
  }

  /** The first σ. With leading spacing the reference counts the clean latents' variance of 1 in. */
  @Override
  public double initialScale() {
    double largest = sigma(0);
    return plan.spacing() == TimestepSpacing.LEADING ? Math.sqrt(largest * largest + 1) : largest;
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

  NoiseLevel level(int index) {
    return NoiseLevel.varianceExploding(plan.prediction(), timestep(index), sigma(index));
  }

  private double spacedSigma(int index) {
    return plan.schedule().sigma(plan.timestep(index));
  }
}
