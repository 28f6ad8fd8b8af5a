package org.text2layer.pipeline;

import org.text2layer.diffusion.Sampler;
import org.text2layer.diffusion.sampler.TimestepSpacing;

/**
 * Makes the sampler of a request, once the model and the number of steps are known. All of them
 * follow the model's configuration: what it predicts, and which timesteps are visited. Where it
 * does not say the latter, DDIM and DDPM take leading timesteps and the others linspace's, as
 * diffusers' schedulers of these names do.
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
    return (configuration, steps) -> configuration.plan(steps).ddim(eta);
  }

  /** DDPM (Ho et al. 2020): adds noise at each step, and wants the most steps. */
  static SamplerFactory ddpm() {
    return (configuration, steps) -> configuration.plan(steps).ddpm();
  }

  /** DPM-Solver++ 2M (Lu et al. 2022), deterministic. */
  static SamplerFactory dpmSolver() {
    return dpmSolver(2, false);
  }

  /** DPM-Solver++ 2M on Karras et al.'s noise levels. */
  static SamplerFactory dpmSolverKarras() {
    return dpmSolver(2, true);
  }

  /** DPM-Solver++ 3M (its third-order sibling), deterministic. */
  static SamplerFactory dpmSolver3() {
    return dpmSolver(3, false);
  }

  /** DPM-Solver++ 3M on Karras et al.'s noise levels. */
  static SamplerFactory dpmSolver3Karras() {
    return dpmSolver(3, true);
  }

  private static SamplerFactory dpmSolver(int order, boolean karras) {
    return (configuration, steps) ->
        configuration.plan(steps, TimestepSpacing.LINSPACE).dpmSolver(order, karras);
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
    return (configuration, steps) ->
        configuration.plan(steps, TimestepSpacing.LINSPACE).euler(karras);
  }

  /** Heun's method (Karras et al. 2022), deterministic: two denoiser calls a step. */
  static SamplerFactory heun() {
    return heun(false);
  }

  /** Heun's method on Karras et al.'s noise levels. */
  static SamplerFactory heunKarras() {
    return heun(true);
  }

  private static SamplerFactory heun(boolean karras) {
    return (configuration, steps) ->
        configuration.plan(steps, TimestepSpacing.LINSPACE).heun(karras);
  }
}
