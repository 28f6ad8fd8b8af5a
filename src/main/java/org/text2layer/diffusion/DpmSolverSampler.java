package org.text2layer.diffusion;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import java.util.Optional;

/**
 * DPM-Solver++(2M) (Lu et al. 2022, arXiv 2211.01095, algorithm 2): a second-order solver that
 * remembers the estimate of the step before, in the form of diffusers' DPMSolverMultistepScheduler
 * ("dpmsolver++", order 2, midpoint, final σ 0). Immutable, safe for use by several threads.
 *
 * @param schedule the noise levels that the denoiser was trained with; where it has zero terminal
 *     SNR, the last σ is cut to 4096, as in the reference
 * @param steps denoiser calls, at least 1 and few enough that the noise falls at each: below {@code
 *     schedule.trainSteps()}, or equal to it with trailing spacing or {@code karras}
 * @param prediction what the denoiser's output means; a schedule with zero terminal SNR needs
 *     {@link Prediction#VELOCITY}
 * @param spacing which timesteps are visited, rounded; no effect with {@code karras}
 * @param stepsOffset added to {@link TimestepSpacing#LEADING}'s timesteps, as far as they stay in
 *     the schedule; no effect on other spacings
 * @param karras whether the noise levels are Karras et al.'s (2022, eq. 5, ρ = 7) over the whole
 *     schedule in place of those at evenly spaced timesteps
 */
public record DpmSolverSampler(
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
  public DpmSolverSampler {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(spacing, "spacing");
    TimestepSpacing.check("DPM-Solver++", schedule, steps, stepsOffset);
    prediction.check(schedule);
    // The timesteps of leading and linspace spacing lie between steps + 1 places, the last left
    // out.
    if (!karras && spacing != TimestepSpacing.TRAILING && steps == schedule.trainSteps()) {
      throw new IllegalArgumentException(
          "DPM-Solver++ takes 1 to %d steps with %s spacing, but %d came: take fewer, or TRAILING."
              .formatted(steps - 1, spacing, steps));
    }
  }

  /**
   * DPM-Solver++ with diffusers' defaults: ε prediction, linspace spacing. For a schedule with zero
   * terminal SNR: velocity prediction, trailing spacing.
   *
   * @param steps denoiser calls, 1 to {@code schedule.trainSteps()} − 1
   * @throws IllegalArgumentException if {@code steps} is outside its range
   */
  public static DpmSolverSampler of(NoiseSchedule schedule, int steps) {
    boolean zeroSnr = schedule.hasZeroTerminalSnr();
    return new DpmSolverSampler(
        schedule,
        steps,
        zeroSnr ? Prediction.VELOCITY : Prediction.EPSILON,
        zeroSnr ? TimestepSpacing.TRAILING : TimestepSpacing.LINSPACE,
        0,
        false);
  }

  /** This sampler for a denoiser with another kind of output. */
  public DpmSolverSampler withPrediction(Prediction value) {
    return new DpmSolverSampler(schedule, steps, value, spacing, stepsOffset, karras);
  }

  /** This sampler on other timesteps. */
  public DpmSolverSampler withSpacing(TimestepSpacing value) {
    return new DpmSolverSampler(schedule, steps, prediction, value, stepsOffset, karras);
  }

  /** This sampler with another offset of leading timesteps, at least 0. */
  public DpmSolverSampler withStepsOffset(int value) {
    return new DpmSolverSampler(schedule, steps, prediction, spacing, value, karras);
  }

  /** This sampler with or without Karras et al.'s noise levels. */
  public DpmSolverSampler withKarras(boolean value) {
    return new DpmSolverSampler(schedule, steps, prediction, spacing, stepsOffset, value);
  }

  @Override
  public String name() {
    return karras ? "DPM-Solver++ 2M Karras" : "DPM-Solver++ 2M";
  }

  /** The timestep, a whole number: the reference rounds also the one of a Karras level. */
  @Override
  public double timestep(int index) {
    Objects.checkIndex(index, steps);
    return karras ? Math.rint(schedule.timestepOf(sigma(index))) : spacedTimestep(index);
  }

  /**
   * The noise level before step {@code index}, falling: noise in proportion to clean latents.
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
    double largest = schedule.sigma(schedule.trainSteps() - 1);
    return new KarrasSigmas(largest, schedule.sigma(0), steps).sigma(index);
  }

  @Override
  public NDArray denoised(int index, NDArray latents, NDArray prediction) {
    Objects.checkIndex(index, steps);
    return this.prediction.denoised(alphaBar(index), latents, prediction);
  }

  /**
   * Lu et al., algorithm 2. With λ = −log σ and h = λ_next − λ, σ_next / σ is e^−h. The first step
   * has no history; the last, to σ = 0, gives the clean estimate itself.
   */
  @Override
  public NDArray step(
      int index,
      NDArray latents,
      NDArray denoised,
      Optional<NDArray> previousDenoised,
      Optional<NDArray> noise) {
    double ratio = sigma(index + 1) / sigma(index);
    double alpha = Math.sqrt(alphaBar(index + 1));
    NDArray estimate = denoised;
    if (index > 0 && index < steps - 1) {
      double half = 0.5 * Math.log(ratio) / Math.log(sigma(index) / sigma(index - 1));
      NDArray change = denoised.sub(required(previousDenoised, index));
      estimate = denoised.add(change.mul(half));
    }
    double ofLatents = ratio * alpha / Math.sqrt(alphaBar(index));
    return latents.mul(ofLatents).add(estimate.mul(alpha * (1 - ratio)));
  }

  private double spacedTimestep(int index) {
    int places = spacing == TimestepSpacing.TRAILING ? steps : steps + 1;
    return Math.rint(spacing.timestep(index, places, schedule.trainSteps(), stepsOffset));
  }

  private double alphaBar(int index) {
    double sigma = sigma(index);
    return 1 / (sigma * sigma + 1);
  }

  private static NDArray required(Optional<NDArray> previousDenoised, int index) {
    return previousDenoised.orElseThrow(
        () ->
            new IllegalArgumentException(
                "DPM-Solver++ needs the estimate of step %d at step %d, but none came."
                    .formatted(index - 1, index)));
  }
}
