package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import java.util.Optional;

/**
 * Denoising diffusion implicit models (Song et al. 2021, arXiv 2010.02502), in the form of
 * diffusers' DDIMScheduler. Immutable, safe for use by several threads.
 *
 * @param schedule the noise levels that the denoiser was trained with
 * @param steps denoiser calls, 1 to {@code schedule.trainSteps()}
 * @param eta fraction of DDPM's noise that each step adds (eq. 16), 0 (deterministic) to 1
 * @param prediction what the denoiser's output means; a schedule with zero terminal SNR needs
 *     {@link Prediction#VELOCITY}
 * @param spacing which timesteps are visited; {@link TimestepSpacing#LINSPACE}'s are rounded, and
 *     lie a little further apart than the reference steps: with few steps take another
 * @param stepsOffset added to {@link TimestepSpacing#LEADING}'s timesteps, as far as they stay in
 *     the schedule (with 1000 steps of 1000 there is no room); no effect on other spacings
 */
public record DdimSampler(
    NoiseSchedule schedule,
    int steps,
    double eta,
    Prediction prediction,
    TimestepSpacing spacing,
    int stepsOffset)
    implements Sampler {

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public DdimSampler {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(spacing, "spacing");
    TimestepSpacing.check("DDIM", schedule, steps, stepsOffset);
    prediction.check(schedule);
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException(
          "Expected eta from 0 (deterministic) to 1 (as noisy as DDPM), but %s came."
              .formatted(eta));
    }
  }

  /**
   * DDIM without added noise, as Stable Diffusion is sampled: ε prediction, leading spacing, offset
   * 1. For a schedule with zero terminal SNR the defaults are the only ones that fit it: velocity
   * prediction, trailing spacing (Lin et al. 2023, section 3).
   *
   * @param steps denoiser calls, 1 to {@code schedule.trainSteps()}
   * @throws IllegalArgumentException if {@code steps} is outside its range
   */
  public static DdimSampler of(NoiseSchedule schedule, int steps) {
    return schedule.hasZeroTerminalSnr()
        ? new DdimSampler(schedule, steps, 0, Prediction.VELOCITY, TimestepSpacing.TRAILING, 1)
        : new DdimSampler(schedule, steps, 0, Prediction.EPSILON, TimestepSpacing.LEADING, 1);
  }

  /** This sampler with another η, 0 to 1. */
  public DdimSampler withEta(double value) {
    return new DdimSampler(schedule, steps, value, prediction, spacing, stepsOffset);
  }

  /** This sampler for a denoiser with another kind of output. */
  public DdimSampler withPrediction(Prediction value) {
    return new DdimSampler(schedule, steps, eta, value, spacing, stepsOffset);
  }

  /** This sampler on other timesteps. */
  public DdimSampler withSpacing(TimestepSpacing value) {
    return new DdimSampler(schedule, steps, eta, prediction, value, stepsOffset);
  }

  /** This sampler with another offset of leading timesteps, at least 0. */
  public DdimSampler withStepsOffset(int value) {
    return new DdimSampler(schedule, steps, eta, prediction, spacing, value);
  }

  @Override
  public String name() {
    return eta == 0 ? "DDIM" : "DDIM with eta " + eta;
  }

  @Override
  public double timestep(int index) {
    return trainTimestep(index);
  }

  @Override
  public NDArray denoised(int index, NDArray latents, NDArray prediction) {
    return this.prediction.denoised(alphaBar(index), latents, prediction);
  }

  /**
   * DDIM, eq. 12, with ε = (x_t − √ᾱ_t · x_0) / √(1 − ᾱ_t) put in, so that it is a sum of x_t, x_0
   * and noise.
   */
  @Override
  public NDArray step(
      int index,
      NDArray latents,
      NDArray denoised,
      Optional<NDArray> previousDenoised,
      Optional<NDArray> noise) {
    double alphaBar = alphaBar(index);
    double nextAlphaBar = nextAlphaBar(index);
    double sigma =
        eta * Math.sqrt((1 - nextAlphaBar) / (1 - alphaBar) * (1 - alphaBar / nextAlphaBar));
    // Zero terminal SNR with eta 1 leaves 0 here, up to rounding.
    double remaining = Math.max(0, 1 - nextAlphaBar - sigma * sigma);
    double ofLatents = Math.sqrt(remaining / (1 - alphaBar));
    double ofDenoised = Math.sqrt(nextAlphaBar) - ofLatents * Math.sqrt(alphaBar);
    NDArray mean = latents.mul(ofLatents).add(denoised.mul(ofDenoised));
    return needsNoise() ? mean.add(required(noise).mul(sigma)) : mean;
  }

  @Override
  public boolean needsNoise() {
    return eta > 0;
  }

  private int trainTimestep(int index) {
    Objects.checkIndex(index, steps);
    return (int) Math.rint(spacing.timestep(index, steps, schedule.trainSteps(), stepsOffset));
  }

  private double alphaBar(int index) {
    return schedule.alphaBar(trainTimestep(index));
  }

  /**
   * ᾱ after the step. The reference goes down by trainSteps / steps in integers, also where
   * trailing timesteps are spaced otherwise, and ends at timestep 0 rather than at clean latents.
   */
  private double nextAlphaBar(int index) {
    int next = trainTimestep(index) - schedule.trainSteps() / steps;
    return schedule.alphaBar(Math.max(0, next));
  }

  private static NDArray required(Optional<NDArray> noise) {
    return noise.orElseThrow(
        () -> new IllegalArgumentException("DDIM with eta above 0 needs noise at each step."));
  }
}
