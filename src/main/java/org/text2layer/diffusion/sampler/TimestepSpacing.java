package org.text2layer.diffusion.sampler;

/** Which of the training timesteps a sampler visits (Lin et al. 2023, table 2). */
public enum TimestepSpacing {
  /** Evenly from timestep 0 up, plus an offset; never reaches the noisiest timestep. */
  LEADING {
    @Override
    double timestep(int index, int steps, int trainSteps, int offset) {
      int stride = trainSteps / steps;
      int room = trainSteps - 1 - (steps - 1) * stride;
      return (steps - 1 - index) * stride + Math.min(offset, room);
    }
  },
  /** Evenly from the last timestep to the first, both included. */
  LINSPACE {
    @Override
    double timestep(int index, int steps, int trainSteps, int offset) {
      double last = trainSteps - 1;
      return steps == 1 ? last : last * (steps - 1 - index) / (steps - 1);
    }
  },
  /** Evenly from the last timestep down: what zero terminal SNR needs. */
  TRAILING {
    @Override
    double timestep(int index, int steps, int trainSteps, int offset) {
      return Math.rint(trainSteps - index * ((double) trainSteps / steps)) - 1;
    }
  };

  /**
   * The training timestep that step {@code index} of {@code steps} starts from; fractional with
   * {@link #LINSPACE} only.
   */
  abstract double timestep(int index, int steps, int trainSteps, int offset);
}
