package org.text2layer.train.diffusion;

import java.util.Objects;

/**
 * What the diffusion model learns from: a latent and its caption's embedding. Its arrays are not
 * copied: leave them as they are.
 *
 * @param mean of the latent as the diffusion model sees it, channels x height x width
 * @param deviation of the latent, the same length: then each time it is seen, one is drawn from the
 *     Gaussian of both; empty to take the mean
 * @param context the caption's token embeddings, positions x width
 */
public record LatentSample(float[] mean, float[] deviation, float[] context) {
  /** Checks the lengths. */
  public LatentSample {
    Objects.requireNonNull(context, "context");
    if (deviation.length != 0 && deviation.length != mean.length) {
      throw new IllegalArgumentException(
          "Expected no deviation or one of the mean's %s numbers but it has %s: give both of one latent."
              .formatted(mean.length, deviation.length));
    }
  }

  /** A latent that is always the same. */
  public static LatentSample of(float[] latent, float[] context) {
    return new LatentSample(latent, new float[0], context);
  }
}
