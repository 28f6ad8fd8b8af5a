package org.text2layer.pipeline;

import org.text2layer.diffusion.Sampler;
import org.text2layer.diffusion.sampler.DdimSampler;
import org.text2layer.diffusion.sampler.DdpmSampler;
import org.text2layer.diffusion.sampler.DpmSolverSampler;
import org.text2layer.diffusion.sampler.EulerSampler;

/**
 * Makes the sampler of a request, once the model and the number of steps are known. All of them
 * follow the model's configuration: what it predicts, and which timesteps are visited.
 */
@FunctionalInterface
public interface SamplerFactory {
  /** A sampler for a denoiser that was trained with this schedule. */
  Sampler create(SchedulerConfiguration configuration, int steps);

  /** DDIM (Song et al. 2021), deterministic. */
  static SamplerFactory ddim() {
    return ddim(0);
  }

  /**
   * DDIM that adds noise at each step.
   *
   * @param eta 0 (none) to 1 (as much as DDPM)
   */
  static SamplerFactory ddim(double eta) {
    return (configuration, steps) -> new DdimSampler(configuration.plan(steps), eta);
  }

  /** DDPM (Ho et al. 2020): adds noise at each step, and wants the most steps. */
  static SamplerFactory ddpm() {
    return (configuration, steps) ->
        new DdpmSampler(configuration.plan(steps), DdpmSampler.Variance.SMALL);
  }

  /** DPM-Solver++ 2M (Lu et al. 2022), deterministic. */
  static SamplerFactory dpmSolver() {
    return dpmSolver(false);
  }

  /** DPM-Solver++ 2M on Karras et al.'s noise levels. */
  static SamplerFactory dpmSolverKarras() {
    return dpmSolver(true);
  }

  private static SamplerFactory dpmSolver(boolean karras) {
    return (configuration, steps) -> new DpmSolverSampler(configuration.plan(steps), karras);
  }

  /** Euler's method (diffusers' EulerDiscreteScheduler), deterministic. */
  static SamplerFactory euler() {
    return euler(false);
  }

  /** Euler's method on Karras et al.'s noise levels. */
  static SamplerFactory eulerKarras() {
    return euler(true);
  }

  private static SamplerFactory euler(boolean karras) {
    return (configuration, steps) -> new EulerSampler(configuration.plan(steps), karras);
  }
}
