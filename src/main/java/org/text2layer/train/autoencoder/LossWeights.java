package org.text2layer.train.autoencoder;

/**
 * What each term of an autoencoder's loss counts beside ℓ1 over the pictures, which counts 1.
 *
 * @param perceptual of the perceptual distance; 0 leaves it out
 * @param kl of the divergence of the latents, summed over a latent
 * @param mask λ of eq. 3
 * @param composition of ℓ_comp within the mask's loss (eq. 4)
 * @param pyramid of ℓ_lap within the mask's loss (eq. 4)
 */
public record LossWeights(
    double perceptual, double kl, double mask, double composition, double pyramid) {
  /** Checks that none is negative. */
  public LossWeights {
    for (double weight : new double[] {perceptual, kl, mask, composition, pyramid}) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "Expected weights of at least 0 but came perceptual %s, kl %s, mask %s, composition %s, pyramid %s: correct them."
                .formatted(perceptual, kl, mask, composition, pyramid));
      }
    }
  }

  /** The paper's mask loss, and the perceptual and KL weights of the embedded weights' recipe. */
  public static LossWeights standard() {
    return new LossWeights(0.5, 1e-6, 1, 2, 3);
  }

  /** The same with another weight of the perceptual distance. */
  public LossWeights withPerceptual(double weight) {
    return new LossWeights(weight, kl, mask, composition, pyramid);
  }

  /** The same with another mask loss: without ℓ_comp, for example. */
  public LossWeights withMask(double l1, double newComposition, double newPyramid) {
    return new LossWeights(perceptual, kl, l1, newComposition, newPyramid);
  }
}
