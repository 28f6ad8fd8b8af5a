package org.text2layer.diffusion.sampler;

import org.text2layer.diffusion.NoiseSchedule;
import org.text2layer.diffusion.Prediction;

/** Samplers with the defaults of diffusers' schedulers, and plans that differ in one thing. */
public final class ReferenceSamplers {
  private ReferenceSamplers() {}

  public static DdimSampler ddim(NoiseSchedule schedule, int steps, double eta) {
    return new DdimSampler(SamplingPlan.of(schedule, steps), eta);
  }

  public static DdpmSampler ddpm(NoiseSchedule schedule, int steps) {
    return new DdpmSampler(SamplingPlan.of(schedule, steps), DdpmSampler.Variance.SMALL);
  }

  public static DpmSolverSampler dpmSolver(
      NoiseSchedule schedule, int steps, int order, boolean karras) {
    return new DpmSolverSampler(linspace(schedule, steps), order, karras);
  }

  public static EulerSampler euler(NoiseSchedule schedule, int steps, boolean karras) {
    return new EulerSampler(linspace(schedule, steps), karras);
  }

  public static HeunSampler heun(NoiseSchedule schedule, int steps, boolean karras) {
    return new HeunSampler(linspace(schedule, steps), karras);
  }

  private static SamplingPlan linspace(NoiseSchedule schedule, int steps) {
    SamplingPlan plan = SamplingPlan.of(schedule, steps);
    return schedule.hasZeroTerminalSnr() ? plan : spaced(plan, TimestepSpacing.LINSPACE, 0);
  }

  public static SamplingPlan spaced(SamplingPlan plan, TimestepSpacing spacing, int offset) {
    return new SamplingPlan(plan.schedule(), plan.steps(), plan.prediction(), spacing, offset);
  }

  public static SamplingPlan predicting(SamplingPlan plan, Prediction prediction) {
    return new SamplingPlan(
        plan.schedule(), plan.steps(), prediction, plan.spacing(), plan.stepsOffset());
  }
}
