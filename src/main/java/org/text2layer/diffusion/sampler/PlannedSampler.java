package org.text2layer.diffusion.sampler;

import org.text2layer.diffusion.Sampler;

/** A sampler that visits the timesteps of a plan. */
interface PlannedSampler extends Sampler {
  SamplingPlan plan();

  @Override
  default int steps() {
    return plan().steps();
  }

  @Override
  default double timestep(int index) {
    return plan().trainTimestep(index);
  }
}
