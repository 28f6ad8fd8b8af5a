package org.text2layer.diffusion;

/** Which of the training timesteps a sampler visits (Lin et al. 2023, table 2). */
public enum TimestepSpacing {
  /** Evenly from timestep 0 up, plus an offset; never reaches the noisiest timestep. */
  LEADING {
    @Override
    int timestep(int index, int steps, int trainSteps, int offset) {
      int stride = trainSteps / steps;
      int room = trainSteps - 1 - (steps - 1) * stride;
      return (steps - 1 - index) * stride + Math.min(offset, room);
    }
  },
  /** Evenly from the last timestep down: what zero terminal SNR needs. */
  TRAILING {
    @Override
    int timestep(int index, int steps, int trainSteps, int offset) {
      return (int) Math.rint(trainSteps - index * ((double) trainSteps / steps)) - 1;
    }
  };

  /** The training timestep that step {@code index} of {@code steps} starts from. */
  abstract int timestep(int index, int steps, int trainSteps, int offset);
}
