package org.text2layer;

import org.text2layer.diffusion.DdimSampler;
import org.text2layer.diffusion.Sampler;

/** Makes the sampler of a request, once the model and the number of steps are known. */
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
    return (configuration, steps) ->
        new DdimSampler(
            configuration.schedule(),
            steps,
            eta,
            configuration.prediction(),
            configuration.spacing(),
            configuration.stepsOffset());
  }
}
