package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import java.util.Optional;

/**
 * Euler's method on the probability-flow ODE (Karras et al. 2022, arXiv 2206.00364, algorithm 2
 * without its noise), in the form of diffusers' EulerDiscreteScheduler. Its latents are clean + σ ·
 * noise, so they start large, and the denoiser gets them scaled down. Immutable, safe for use by
 * several threads.
 *
 * @param schedule the noise levels that the denoiser was trained with; where it has zero terminal
 *     SNR, the last σ is cut to 4096, as in the reference
 * @param steps denoiser calls, 1 to {@code schedule.trainSteps()}
 * @param prediction what the denoiser's output means; a schedule with zero terminal SNR needs
 *     {@link Prediction#VELOCITY}
 * @param spacing which timesteps are visited, {@link TimestepSpacing#LINSPACE}'s being fractional;
 *     with {@code karras}, its first and last give the range
 * @param stepsOffset added to {@link TimestepSpacing#LEADING}'s timesteps, as far as they stay in
 *     the schedule; no effect on other spacings
 * @param karras whether the noise levels are Karras et al.'s (eq. 5, ρ = 7) in place of those at
 *     evenly spaced timesteps
 */
public record EulerSampler(
    NoiseSchedule schedule,
    int steps,
    Prediction prediction,
    TimestepSpacing spacing,
    int stepsOffset,
    boolean karras)
    implements Sampler {
  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public EulerSampler {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(spacing, "spacing");
    TimestepSpacing.check("Euler", schedule, steps, stepsOffset);
    prediction.check(schedule);
  }

  /**
   * Euler with diffusers' defaults: ε prediction, linspace spacing. For a schedule with zero
   * terminal SNR: velocity prediction, trailing spacing.
   *
   * @param steps denoiser calls, 1 to {@code schedule.trainSteps()}
   * @throws IllegalArgumentException if {@code steps} is outside its range
   */
  public static EulerSampler of(NoiseSchedule schedule, int steps) {
    boolean zeroSnr = schedule.hasZeroTerminalSnr();
    return new EulerSampler(
        schedule,
        steps,
        zeroSnr ? Prediction.VELOCITY : Prediction.EPSILON,
        zeroSnr ? TimestepSpacing.TRAILING : TimestepSpacing.LINSPACE,
        0,
        false);
  }

  /** This sampler for a denoiser with another kind of output. */
  public EulerSampler withPrediction(Prediction value) {
    return new EulerSampler(schedule, steps, value, spacing, stepsOffset, karras);
  }

  /** This sampler on other timesteps. */
  public EulerSampler withSpacing(TimestepSpacing value) {
    return new EulerSampler(schedule, steps, prediction, value, stepsOffset, karras);
  }

  /** This sampler with another offset of leading timesteps, at least 0. */
  public EulerSampler withStepsOffset(int value) {
    return new EulerSampler(schedule, steps, prediction, spacing, value, karras);
  }

  /** This sampler with or without Karras et al.'s noise levels. */
  public EulerSampler withKarras(boolean value) {
    return new EulerSampler(schedule, steps, prediction, spacing, stepsOffset, value);
  }

  @Override
  public String name() {
    return karras ? "Euler Karras" : "Euler";
  }

  @Override
  public double timestep(int index) {
    Objects.checkIndex(index, steps);
    return karras ? schedule.timestepOf(sigma(index)) : spacedTimestep(index);
  }

  /**
   * The noise level before step {@code index}, falling.
   *
   * @param index 0 to steps, which gives 0: the latents end clean
   */
  public double sigma(int index) {
    Objects.checkIndex(index, steps + 1);
    if (index == steps) {
      return 0;
    }
    if (!karras) {
      return schedule.sigma(spacedTimestep(index));
    }
    double largest = schedule.sigma(spacedTimestep(0));
    double smallest = schedule.sigma(spacedTimestep(steps - 1));
    return new KarrasSigmas(largest, smallest, steps).sigma(index);
  }

  /** The first σ. With leading spacing the reference counts the clean latents' variance of 1 in. */
  @Override
  public double initialScale() {
    double largest = sigma(0);
    return spacing == TimestepSpacing.LEADING ? Math.sqrt(largest * largest + 1) : largest;
  }

  @Override
  public NDArray scaleInput(int index, NDArray latents) {
    return latents.mul(Math.sqrt(alphaBar(index)));
  }

  @Override
  public NDArray denoised(int index, NDArray latents, NDArray prediction) {
    return this.prediction.denoised(alphaBar(index), scaleInput(index, latents), prediction);
  }

  /** Karras et al., algorithm 2, lines 7 and 8, as a sum of latents and clean latents. */
  @Override
  public NDArray step(
      int index,
      NDArray latents,
      NDArray denoised,
      Optional<NDArray> previousDenoised,
      Optional<NDArray> noise) {
    double ratio = sigma(index + 1) / sigma(index);
    return latents.mul(ratio).add(denoised.mul(1 - ratio));
  }

  private double spacedTimestep(int index) {
    return spacing.timestep(index, steps, schedule.trainSteps(), stepsOffset);
  }

  /** ᾱ = 1 / (σ² + 1): what scales these latents to the schedule's. */
  private double alphaBar(int index) {
    Objects.checkIndex(index, steps);
    double sigma = sigma(index);
    return 1 / (sigma * sigma + 1);
  }
}
