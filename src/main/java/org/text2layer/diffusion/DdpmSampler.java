package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import java.util.Optional;

/**
 * Denoising diffusion probabilistic models (Ho et al. 2020, arXiv 2006.11239): ancestral sampling,
 * which adds fresh noise at each step, in the form of diffusers' DDPMScheduler. It wants many
 * steps. Immutable, safe for use by several threads.
 *
 * @param schedule the noise levels that the denoiser was trained with
 * @param steps denoiser calls, 1 to {@code schedule.trainSteps()}
 * @param variance how much noise each step adds
 * @param prediction what the denoiser's output means; a schedule with zero terminal SNR needs
 *     {@link Prediction#VELOCITY}
 * @param spacing which timesteps are visited; {@link TimestepSpacing#LINSPACE}'s are rounded
 * @param stepsOffset added to {@link TimestepSpacing#LEADING}'s timesteps, as far as they stay in
 *     the schedule; no effect on other spacings
 */
public record DdpmSampler(
    NoiseSchedule schedule,
    int steps,
    Variance variance,
    Prediction prediction,
    TimestepSpacing spacing,
    int stepsOffset)
    implements Sampler {
  /** The two choices of Ho et al. 2020, section 3.2. */
  public enum Variance {
    /** β̃, right for data of a single point: diffusers' "fixed_small" and its default. */
    SMALL,
    /** β, right for data that is noise itself: diffusers' "fixed_large". */
    LARGE
  }

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public DdpmSampler {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(variance, "variance");
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(spacing, "spacing");
    TimestepSpacing.check("DDPM", schedule, steps, stepsOffset);
    prediction.check(schedule);
  }

  /**
   * DDPM for Stable Diffusion's models: ε prediction, leading spacing, offset 1, small variance.
   * For a schedule with zero terminal SNR: velocity prediction, trailing spacing.
   *
   * @param steps denoiser calls, 1 to {@code schedule.trainSteps()}
   * @throws IllegalArgumentException if {@code steps} is outside its range
   */
  public static DdpmSampler of(NoiseSchedule schedule, int steps) {
    boolean zeroSnr = schedule.hasZeroTerminalSnr();
    return new DdpmSampler(
        schedule,
        steps,
        Variance.SMALL,
        zeroSnr ? Prediction.VELOCITY : Prediction.EPSILON,
        zeroSnr ? TimestepSpacing.TRAILING : TimestepSpacing.LEADING,
        1);
  }

  /** This sampler with another amount of noise. */
  public DdpmSampler withVariance(Variance value) {
    return new DdpmSampler(schedule, steps, value, prediction, spacing, stepsOffset);
  }

  /** This sampler for a denoiser with another kind of output. */
  public DdpmSampler withPrediction(Prediction value) {
    return new DdpmSampler(schedule, steps, variance, value, spacing, stepsOffset);
  }

  /** This sampler on other timesteps. */
  public DdpmSampler withSpacing(TimestepSpacing value) {
    return new DdpmSampler(schedule, steps, variance, prediction, value, stepsOffset);
  }

  /** This sampler with another offset of leading timesteps, at least 0. */
  public DdpmSampler withStepsOffset(int value) {
    return new DdpmSampler(schedule, steps, variance, prediction, spacing, value);
  }

  @Override
  public String name() {
    return "DDPM";
  }

  @Override
  public double timestep(int index) {
    return trainTimestep(index);
  }

  @Override
  public NDArray denoised(int index, NDArray latents, NDArray prediction) {
    return this.prediction.denoised(schedule.alphaBar(trainTimestep(index)), latents, prediction);
  }

  /** DDPM, eq. 7, with α = ᾱ_t / ᾱ_next for a step over several timesteps. */
  @Override
  public NDArray step(
      int index,
      NDArray latents,
      NDArray denoised,
      Optional<NDArray> previousDenoised,
      Optional<NDArray> noise) {
    double alphaBar = schedule.alphaBar(trainTimestep(index));
    double nextAlphaBar = nextAlphaBar(index);
    double alpha = alphaBar / nextAlphaBar;
    double ofDenoised = Math.sqrt(nextAlphaBar) * (1 - alpha) / (1 - alphaBar);
    double ofLatents = Math.sqrt(alpha) * (1 - nextAlphaBar) / (1 - alphaBar);
    NDArray mean = latents.mul(ofLatents).add(denoised.mul(ofDenoised));
    return mean.add(required(noise).mul(deviation(index)));
  }

  @Override
  public boolean needsNoise() {
    return true;
  }

  /** The standard deviation of a step's noise: √β̃ or √β; none from timestep 0. */
  private double deviation(int index) {
    if (trainTimestep(index) == 0) {
      return 0;
    }
    double alphaBar = schedule.alphaBar(trainTimestep(index));
    double nextAlphaBar = nextAlphaBar(index);
    double beta = 1 - alphaBar / nextAlphaBar;
    return Math.sqrt(
        variance == Variance.LARGE ? beta : (1 - nextAlphaBar) / (1 - alphaBar) * beta);
  }

  private int trainTimestep(int index) {
    Objects.checkIndex(index, steps);
    return (int) Math.rint(spacing.timestep(index, steps, schedule.trainSteps(), stepsOffset));
  }

  /** ᾱ at the timestep of the next step; the last step ends at clean latents, ᾱ = 1. */
  private double nextAlphaBar(int index) {
    return index == steps - 1 ? 1 : schedule.alphaBar(trainTimestep(index + 1));
  }

  private static NDArray required(Optional<NDArray> noise) {
    return noise.orElseThrow(
        () -> new IllegalArgumentException("DDPM needs noise at each step, but none came."));
  }
}
