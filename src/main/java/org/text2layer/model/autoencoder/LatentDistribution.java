package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;

/**
 * What an encoder gives for a batch: a diagonal Gaussian over latents.
 *
 * @param mean (batch, latentChannels, height, width), not scaled
 * @param logVariance the same shape, within [-30, 20]
 */
public record LatentDistribution(NDArray mean, NDArray logVariance) {
  /** Log-variance that is none. */
  private static final float NONE = -30;

  /** What is known exactly. */
  public static LatentDistribution exact(NDArray latents) {
    return new LatentDistribution(latents, latents.zerosLike().add(NONE));
  }

  /** Splits what {@code quant_conv} gives: (batch, 2 x latentChannels, height, width). */
  static LatentDistribution of(NDArray moments) {
    var halves = moments.split(2, 1);
    return new LatentDistribution(halves.get(0), halves.get(1));
  }

  /** Of latents times a scale: the mean is scaled, the log-variance grows by 2 ln scale. */
  public LatentDistribution scaled(double scale) {
    return new LatentDistribution(
        mean.mul((float) scale), logVariance.add((float) (2 * Math.log(scale))));
  }

  /** These and others, side by side in the channels. */
  public LatentDistribution beside(LatentDistribution other) {
    return new LatentDistribution(
        mean.concat(other.mean, 1), logVariance.concat(other.logVariance, 1));
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
