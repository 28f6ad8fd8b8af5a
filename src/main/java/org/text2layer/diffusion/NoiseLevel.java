package org.text2layer.diffusion;

import java.util.Objects;

/**
 * How noisy latents are, and how a denoiser is asked about them: the preconditioning that makes an
 * estimate of clean latents of a network (Karras et al. 2022, arXiv 2206.00364, eq. 7 and table 1).
 *
 * @param prediction what the denoiser's output means
 * @param timestep what the denoiser is told, in training steps, at least 0, possibly fractional
 * @param alphaBar ᾱ, 0 (pure noise) to 1; above 0 with {@link Prediction#EPSILON}
 * @param inputScale what makes √ᾱ · x_0 + √(1 − ᾱ) · ε of a sampler's latents, above 0
 */
public record NoiseLevel(
    Prediction prediction, double timestep, double alphaBar, double inputScale) {
  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public NoiseLevel {
    Objects.requireNonNull(prediction, "prediction");
    if (!(timestep >= 0 && Double.isFinite(timestep))) {
      throw new IllegalArgumentException(
          "Expected a timestep of at least 0, but %s came.".formatted(timestep));
    }
    if (!(alphaBar >= 0 && alphaBar <= 1) || alphaBar == 0 && prediction == Prediction.EPSILON) {
      throw new IllegalArgumentException(
          "Expected alphaBar from 0 (pure noise, VELOCITY only) to 1, but %s came with %s."
              .formatted(alphaBar, prediction));
    }
    if (!(inputScale > 0 && Double.isFinite(inputScale))) {
      throw new IllegalArgumentException(
          "Expected an input scale above 0, but %s came.".formatted(inputScale));
    }
  }

  /** σ of the same latents as x_0 + σ · ε: √((1 − ᾱ) / ᾱ), infinite for pure noise. */
  public double sigma() {
    return Math.sqrt((1 - alphaBar) / alphaBar);
  }

  /** The level of latents √ᾱ · x_0 + √(1 − ᾱ) · ε, which are the denoiser's input as they are. */
  public static NoiseLevel variancePreserving(
      Prediction prediction, double timestep, double alphaBar) {
    return new NoiseLevel(prediction, timestep, alphaBar, 1);
  }

  /**
   * The level of latents x_0 + σ · ε.
   *
   * @param sigma σ, at least 0
   */
  public static NoiseLevel varianceExploding(Prediction prediction, double timestep, double sigma) {
    double alphaBar = NoiseSchedule.alphaBarOf(sigma);
    return new NoiseLevel(prediction, timestep, alphaBar, Math.sqrt(alphaBar));
  }
}
