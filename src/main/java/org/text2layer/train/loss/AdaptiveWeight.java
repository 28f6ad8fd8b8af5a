package org.text2layer.train.loss;

/**
 * The weight of the adversarial term that brings its gradient to the size of the reconstruction's
 * (Esser et al., 2021, eq. 7):
 *
 * <pre>w = clamp(factor ‖∂rec/∂x‖ / (‖∂g/∂x‖ + epsilon), 0, limit)</pre>
 *
 * @param place x
 * @param factor of the ratio
 * @param epsilon against a division by 0
 * @param limit of the weight
 */
public record AdaptiveWeight(Place place, double factor, double epsilon, double limit) {
  /** Where the two gradients are compared. */
  public enum Place {
    /** At the pictures that the decoder gives. */
    OUTPUTS,
    /** At the weights of the convolutions that give them: of the heads for F, B and I. */
    LAST_LAYER
  }

  /** Checks the numbers. */
  public AdaptiveWeight {
    if (!(factor > 0) || !(epsilon > 0) || !(limit > 0)) {
      throw new IllegalArgumentException(
          "Expected a positive factor, epsilon and limit of the adaptive weight but came %s, %s and %s: correct them."
              .formatted(factor, epsilon, limit));
    }
  }

  /** That of the embedded weights: at the outputs, 0.3. */
  public static AdaptiveWeight atOutputs() {
    return new AdaptiveWeight(Place.OUTPUTS, 0.3, 1e-6, 1000);
  }

  /** Latent diffusion's own: at the last layer, 0.5 of a ratio of at most 1e4. */
  public static AdaptiveWeight latentDiffusion() {
    return new AdaptiveWeight(Place.LAST_LAYER, 0.5, 1e-4, 0.5e4);
  }

  /** The weight for the norms of the two gradients. */
  public double of(double reconstruction, double generator) {
    return Math.min(factor * reconstruction / (generator + epsilon), limit);
  }
}
