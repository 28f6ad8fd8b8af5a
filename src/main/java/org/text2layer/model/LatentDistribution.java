package org.text2layer.model;

import ai.djl.ndarray.NDArray;

/**
 * What an encoder gives for a batch: a diagonal Gaussian over latents.
 *
 * @param mean (batch, latentChannels, height, width), not scaled
 * @param logVariance the same shape, within [-30, 20]
 */
public record LatentDistribution(NDArray mean, NDArray logVariance) {
  private static final float MIN = -30;
  private static final float MAX = 20;

  /** Splits the encoder's output (batch, 2 x latentChannels, height, width). */
  static LatentDistribution of(NDArray moments) {
    var halves = moments.split(2, 1);
    return new LatentDistribution(halves.get(0), halves.get(1).clip(MIN, MAX));
  }

  /** Mean plus standard deviation times the noise, which has the mean's shape. */
  public NDArray sample(NDArray noise) {
    return mean.add(logVariance.mul(0.5f).exp().mul(noise));
  }

  /** KL divergence to the standard normal: summed over the latent, mean over the batch. */
  public NDArray divergence() {
    NDArray terms = mean.square().add(logVariance.exp()).sub(1).sub(logVariance);
    return terms.sum().div(2f * mean.getShape().get(0));
  }
}
