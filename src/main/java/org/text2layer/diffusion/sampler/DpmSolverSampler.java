package org.text2layer.diffusion.sampler;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import java.util.Optional;
import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Sampler;

/**
 * DPM-Solver++(2M) (Lu et al. 2022, arXiv 2211.01095, algorithm 2): a second-order solver that
 * remembers the estimate of the step before, in the form of diffusers' DPMSolverMultistepScheduler
 * ("dpmsolver++", order 2, midpoint, final σ 0). Immutable, safe for use by several threads.
 *
 * @param plan the denoiser and its timesteps, which are rounded; the steps are few enough that the
 *     noise falls at each: below {@code schedule.trainSteps()}, or equal to it with trailing
 *     spacing or {@code karras}; where the schedule has zero terminal SNR, the last σ is cut to
 *     4096, as in the reference
 * @param karras whether the noise levels are Karras et al.'s (2022, eq. 5, ρ = 7) over the whole
 *     schedule in place of those at the plan's timesteps
 */
public record DpmSolverSampler(SamplingPlan plan, boolean karras) implements Sampler {
  /**
   * Checks that the noise falls at each step.
   *
   * @throws IllegalArgumentException if the plan has too many steps
   */
  public DpmSolverSampler {
    Objects.requireNonNull(plan, "plan");
    int trainSteps = plan.schedule().trainSteps();
    if (!karras && plan.spacing() != TimestepSpacing.TRAILING && plan.steps() == trainSteps) {
      throw new IllegalArgumentException(
          "DPM-Solver++ takes 1 to %d steps with %s spacing, but %d came: take fewer, or TRAILING."
              .formatted(trainSteps - 1, plan.spacing(), plan.steps()));
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
    return new DpmSolverSampler(
        SamplingPlan.of(schedule, steps, TimestepSpacing.LINSPACE, 0), false);
  }

  /** This sampler with or without Karras et al.'s noise levels. */
  public DpmSolverSampler withKarras(boolean value) {
    return new DpmSolverSampler(plan, value);
  }

  @Override
  public String name() {
    return karras ? "DPM-Solver++ 2M Karras" : "DPM-Solver++ 2M";
  }

  @Override
  public int steps() {
    return plan.steps();
  }

  /** The timestep, a whole number: the reference rounds also the one of a Karras level. */
  @Override
  public double timestep(int index) {
    Objects.checkIndex(index, plan.steps());
    return karras ? Math.rint(plan.schedule().timestepOf(sigma(index))) : spacedTimestep(index);
  }

  /**
   * The noise level before step {@code index}, falling: noise in proportion to clean latents.
   *
   * @param index 0 to steps, which gives 0: the latents end clean
   */
  public double sigma(int index) {
    Objects.checkIndex(index, plan.steps() + 1);
    if (index == plan.steps()) {
      return 0;
    }
    NoiseSchedule schedule = plan.schedule();
    if (!karras) {
      return schedule.sigma(spacedTimestep(index));
    }
    double largest = schedule.sigma(schedule.trainSteps() - 1);
    return new KarrasSigmas(largest, schedule.sigma(0), plan.steps()).sigma(index);
  }

  @Override
  public NDArray denoised(int index, NDArray latents, NDArray prediction) {
    Objects.checkIndex(index, plan.steps());
    return plan.prediction().denoised(alphaBar(index), latents, prediction);
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
    if (index > 0 && index < plan.steps() - 1) {
      double half = 0.5 * Math.log(ratio) / Math.log(sigma(index) / sigma(index - 1));
      NDArray change = denoised.sub(required(previousDenoised, index));
      estimate = denoised.add(change.mul(half));
    }
    double ofLatents = ratio * alpha / Math.sqrt(alphaBar(index));
    return latents.mul(ofLatents).add(estimate.mul(alpha * (1 - ratio)));
  }

  /** Leading and linspace timesteps lie between steps + 1 places, the last left out. */
  private int spacedTimestep(int index) {
    boolean trailing = plan.spacing() == TimestepSpacing.TRAILING;
    return (trailing ? plan : plan.withSteps(plan.steps() + 1)).trainTimestep(index);
  }

  private double alphaBar(int index) {
    return SamplingPlan.alphaBarOf(sigma(index));
  }

  private static NDArray required(Optional<NDArray> previousDenoised, int index) {
    return previousDenoised.orElseThrow(
        () ->
            new IllegalArgumentException(
                "DPM-Solver++ needs the estimate of step %d at step %d, but none came."
                    .formatted(index - 1, index)));
  }
}
