package org.text2layer.diffusion.sampler;

import java.util.Objects;
import org.text2layer.diffusion.NoiseLevel;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Prediction;
import org.text2layer.diffusion.Sampler;

/**
 * What every sampler has to know: the denoiser's noise levels and output, and which of its training
 * timesteps are visited. Immutable, safe for use by several threads.
 *
 * @param schedule the noise levels that the denoiser was trained with
 * @param steps of the sampler, 1 to {@code schedule.trainSteps()}
 * @param prediction what the denoiser's output means; a schedule with zero terminal SNR needs
 *     {@link Prediction#VELOCITY}
 * @param spacing which timesteps are visited
 * @param stepsOffset added to {@link TimestepSpacing#LEADING}'s timesteps, as far as they stay in
 *     the schedule (with 1000 steps of 1000 there is no room); no effect on other spacings
 */
public record SamplingPlan(
    NoiseSchedule schedule,
    int steps,
    Prediction prediction,
    TimestepSpacing spacing,
    int stepsOffset) {
  private static final double RHO = 7;

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public SamplingPlan {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(spacing, "spacing");
    if (steps < 1 || steps > schedule.trainSteps()) {
      throw new IllegalArgumentException(
          "A sampler takes 1 to %s steps with this schedule, but %s came."
              .formatted(schedule.trainSteps(), steps));
    }
    if (stepsOffset < 0 || stepsOffset >= schedule.trainSteps()) {
      throw new IllegalArgumentException(
          "Expected a steps offset from 0 to %s, but %s came."
              .formatted(schedule.trainSteps() - 1, stepsOffset));
    }
    if (prediction == Prediction.EPSILON && schedule.hasZeroTerminalSnr()) {
      throw new IllegalArgumentException(
          "A schedule with zero terminal SNR cannot be sampled with EPSILON, it would divide by 0:"
              + " take a model that predicts VELOCITY.");
    }
  }

  /**
   * As Stable Diffusion is sampled: ε prediction, leading spacing, offset 1. For a schedule with
   * zero terminal SNR the defaults are the only ones that fit it: velocity prediction, trailing
   * spacing (Lin et al. 2023, section 3).
   *
   * @param steps of the sampler, 1 to {@code schedule.trainSteps()}
   * @throws IllegalArgumentException if {@code steps} is outside its range
   */
  public static SamplingPlan of(NoiseSchedule schedule, int steps) {
    return schedule.hasZeroTerminalSnr()
        ? new SamplingPlan(schedule, steps, Prediction.VELOCITY, TimestepSpacing.TRAILING, 1)
        : new SamplingPlan(schedule, steps, Prediction.EPSILON, TimestepSpacing.LEADING, 1);
  }

  /** This plan with another number of steps, 1 to {@code schedule.trainSteps()}. */
  SamplingPlan withSteps(int value) {
    return new SamplingPlan(schedule, value, prediction, spacing, stepsOffset);
  }

  /**
   * The training timestep that step {@code index} starts from, falling; fractional with {@link
   * TimestepSpacing#LINSPACE} only.
   *
   * @param index 0 (the noisiest) to steps − 1
   * @throws IndexOutOfBoundsException if there is no such step
   */
  public double timestep(int index) {
    Objects.checkIndex(index, steps);
    return spacing.timestep(index, steps, schedule.trainSteps(), stepsOffset);
  }

  /** The nearest whole {@link #timestep}, 0 to {@code schedule.trainSteps()} − 1. */
  public int trainTimestep(int index) {
    return (int) Math.rint(timestep(index));
  }

  /** ᾱ at the {@link #trainTimestep}. */
  public double alphaBar(int index) {
    return schedule.alphaBar(trainTimestep(index));
  }

  /**
   * Noise levels that get denser towards clean latents (Karras et al. 2022, eq. 5, with its ρ = 7).
   *
   * @param largest σ of the first step, the only one of a single step
   * @param smallest σ of the last step
   */
  double karrasSigma(int index, double largest, double smallest) {
    double share = steps == 1 ? 0 : (double) index / (steps - 1);
    double from = Math.pow(largest, 1 / RHO);
    double to = Math.pow(smallest, 1 / RHO);
    return Math.pow(from + share * (to - from), RHO);
  }

  /** The level of latents that keep their variance, at the {@link #trainTimestep}. */
  public NoiseLevel level(int index) {
    return NoiseLevel.variancePreserving(prediction, trainTimestep(index), alphaBar(index));
  }

  /** DDIM; eta from 0 (deterministic) to 1 (as noisy as DDPM). */
  public Sampler ddim(double eta) {
    return new DdimSampler(this, eta);
  }

  /** DDPM with the smaller of its two variances, as diffusers has it by default. */
  public Sampler ddpm() {
    return new DdpmSampler(this, DdpmSampler.Variance.SMALL);
  }

  /** DPM-Solver++ multistep, of order 2 or 3. */
  public Sampler dpmSolver(int order, boolean karras) {
    return new DpmSolverSampler(this, order, karras);
  }

  /** Euler's method. */
  public Sampler euler(boolean karras) {
    return new EulerSampler(this, karras);
  }

  /** Heun's method: two denoiser calls a step. */
  public Sampler heun(boolean karras) {
    return new HeunSampler(this, karras);
  }
}
