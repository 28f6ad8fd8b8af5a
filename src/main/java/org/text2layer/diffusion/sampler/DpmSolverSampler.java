package org.text2layer.diffusion.sampler;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.diffusion.CleanEstimate;
import org.text2layer.diffusion.NoiseLevel;
import org.text2layer.diffusion.NoiseSchedule;

/**
 * DPM-Solver++(2M) (Lu et al. 2022, arXiv 2211.01095, algorithm 2) and its third-order sibling 3M:
 * solvers that remember the estimates of one or two steps before, in the form of diffusers'
 * DPMSolverMultistepScheduler ("dpmsolver++", midpoint, final σ 0, lower_order_final). Immutable,
 * safe for use by several threads.
 *
 * @param plan the denoiser and its timesteps, which are rounded; the steps are few enough that the
 *     noise falls at each: below {@code schedule.trainSteps()}, or equal to it with trailing
 *     spacing or {@code karras}; where the schedule has zero terminal SNR, the last σ is cut to
 *     4096, as in the reference
 * @param order 2 or 3
 * @param karras whether the noise levels are Karras et al.'s (2022, eq. 5, ρ = 7) over the whole
 *     schedule in place of those at the plan's timesteps
 */
record DpmSolverSampler(SamplingPlan plan, int order, boolean karras) implements PlannedSampler {
  private static final int FEW_STEPS = 15;

  /**
   * Checks every value, and that the noise falls at each step.
   *
   * @throws IllegalArgumentException if the order is neither, or the plan has too many steps
   */
  public DpmSolverSampler {
    Objects.requireNonNull(plan, "plan");
    if (order != 2 && order != 3) {
      throw new IllegalArgumentException(
          "DPM-Solver++ has order 2 or 3 here, but %s came.".formatted(order));
    }
    int trainSteps = plan.schedule().trainSteps();
    if (!karras && plan.spacing() != TimestepSpacing.TRAILING && plan.steps() == trainSteps) {
      throw new IllegalArgumentException(
          "DPM-Solver++ takes 1 to %s steps with %s spacing, but %s came: take fewer, or TRAILING."
              .formatted(trainSteps - 1, plan.spacing(), plan.steps()));
    }
  }

  @Override
  public String name() {
    return "DPM-Solver++ " + order + (karras ? "M Karras" : "M");
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
    return plan.karrasSigma(index, largest, schedule.sigma(0));
  }

  @Override
  public int historyLength() {
    return order - 1;
  }

  /**
   * Lu et al., algorithm 2. With λ = −log σ and h = λ_next − λ, σ_next / σ is e^−h. Between two
   * levels the estimate follows a polynomial in λ through the estimates before. The last step, to σ
   * = 0, gives the clean estimate itself.
   */
  @Override
  public Step step(
      int index,
      NDArray latents,
      CleanEstimate estimate,
      List<NDArray> earlier,
      Supplier<NDArray> noise) {
    double alphaBar = alphaBar(index);
    NDArray denoised =
        estimate.denoised(
            latents, NoiseLevel.variancePreserving(plan.prediction(), timestep(index), alphaBar));
    NDArray between =
        switch (Math.min(orderAt(index), earlier.size() + 1)) {
          case 1 -> denoised;
          case 2 -> secondOrder(index, denoised, earlier.get(0));
          default -> thirdOrder(index, denoised, earlier.get(0), earlier.get(1));
        };
    double ratio = sigma(index + 1) / sigma(index);
    double alpha = Math.sqrt(alphaBar(index + 1));
    double ofLatents = ratio * alpha / Math.sqrt(alphaBar);
    return new Step(latents.mul(ofLatents).add(between.mul(alpha * (1 - ratio))), denoised);
  }

  /** Lower towards the end, as far as the reference finds that more stable. */
  private int orderAt(int index) {
    int left = plan.steps() - index;
    return left == 1 || plan.steps() < FEW_STEPS ? Math.min(order, left) : order;
  }

  private NDArray secondOrder(int index, NDArray denoised, NDArray before) {
    double half = 0.5 * logStep(index) / logStep(index - 1);
    NDArray change = denoised.sub(before);
    return denoised.add(change.mul(half));
  }

  /** The update of the authors' code for order 3, as one estimate, like the second order's. */
  private NDArray thirdOrder(int index, NDArray denoised, NDArray before, NDArray twoBefore) {
    double h = -logStep(index);
    double last = logStep(index - 1) / logStep(index);
    double lastButOne = logStep(index - 2) / logStep(index);
    double decay = 1 - Math.exp(-h);
    double ofSlope = 1 / decay - 1 / h;
    double ofBend = (0.5 - (h - decay) / (h * h)) / decay;
    NDArray slope = denoised.sub(before).div(last);
    NDArray bend = slope.sub(before.sub(twoBefore).div(lastButOne));
    double share = (ofSlope * last + ofBend) / (last + lastButOne);
    return denoised.add(slope.mul(ofSlope)).add(bend.mul(share));
  }

  /** −h of the step. */
  private double logStep(int index) {
    return Math.log(sigma(index + 1) / sigma(index));
  }

  /** Leading and linspace timesteps lie between steps + 1 places, the last left out. */
  private int spacedTimestep(int index) {
    boolean trailing = plan.spacing() == TimestepSpacing.TRAILING;
    return (trailing ? plan : plan.withSteps(plan.steps() + 1)).trainTimestep(index);
  }

  private double alphaBar(int index) {
    return NoiseSchedule.alphaBarOf(sigma(index));
  }
}
