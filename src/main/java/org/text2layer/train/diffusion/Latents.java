package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import org.text2layer.model.LatentDistribution;

/** Arithmetic of Gaussians over latents. */
final class Latents {
  /** The least log-variance of a {@link LatentDistribution}: no variance. */
  static final float NONE = -30;

  private Latents() {}

  /** Of latents times a scale: the mean is scaled, the log-variance grows by 2 ln scale. */
  static LatentDistribution scaled(LatentDistribution latents, double scale) {
    return new LatentDistribution(
        latents.mean().mul((float) scale),
        latents.logVariance().add((float) (2 * Math.log(scale))));
  }

  /** Without variance. */
  static LatentDistribution exact(NDArray latents) {
    return new LatentDistribution(latents, latents.zerosLike().add(NONE));
  }
}
