package org.text2layer.model;

import ai.djl.ndarray.NDArray;

/**
 * What an encoder gives for a batch: a diagonal Gaussian over latents.
 *
 * @param mean (batch, latentChannels, height, width), not scaled
 * @param logVariance the same shape, within [-30, 20]
 */
public record LatentDistribution(NDArray mean, NDArray logVariance) {
  /** Splits what {@code quant_conv} gives: (batch, 2 x latentChannels, height, width). */
  static LatentDistribution of(NDArray moments) {
    var halves = moments.split(2, 1);
    return new LatentDistribution(halves.get(0), halves.get(1));
  }

  /**
   * Mean plus standard deviation times the noise, which has the mean's shape and stays open as long
   * as gradients may flow back.
   */
  public NDArray sample(NDArray noise) {
    return mean.add(logVariance.exp().sqrt().mul(noise));
  }

  /** KL divergence to the standard normal: summed over the latent, mean over the batch. */
  public NDArray divergence() {
    NDArray terms = mean.square().add(logVariance.exp()).sub(1).sub(logVariance);
    // An array that stays, not a Java number: DJL frees a number's memory before gradients read it.
    NDArray half = mean.getManager().create(1f / (2 * mean.getShape().get(0)));
    return terms.sum().mul(half);
  }
}
