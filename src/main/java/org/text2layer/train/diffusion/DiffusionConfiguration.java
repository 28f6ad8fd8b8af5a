package org.text2layer.train.diffusion;

import java.util.Objects;
import org.text2layer.diffusion.Prediction;
import org.text2layer.nn.device.Precision;

/**
 * How a diffusion model's loss is weighted, and what is added to its inputs. What it predicts, and
 * the noise's schedule, are its pipeline's.
 *
 * @param captionDropout share of samples that are seen with the empty caption, in [0, 1]: what
 *     classifier-free guidance needs (Ho and Salimans 2022, algorithm 1)
 * @param minSnrGamma γ of min-SNR weighting (Hang et al. 2023; they take 5), above 0; infinite for
 *     the plain loss
 * @param noiseOffset how much of one more normal number a channel is added to the noise, against
 *     pictures of medium brightness only (Guttenberg 2023; 0.1 is usual), at least 0; 0 for none
 * @param precision in which the network computes; its weights stay in 32 bits
 */
public record DiffusionConfiguration(
    double captionDropout, double minSnrGamma, double noiseOffset, Precision precision) {
  /** Checks the ranges. */
  public DiffusionConfiguration {
    Objects.requireNonNull(precision, "precision");
    if (!(captionDropout >= 0 && captionDropout <= 1)
        || !(minSnrGamma > 0)
        || !(noiseOffset >= 0 && Double.isFinite(noiseOffset))) {
      throw new IllegalArgumentException(
          "Expected a caption dropout in [0, 1], a min-SNR gamma above 0 and a noise offset of at least 0 but came %s, %s and %s: correct the configuration."
              .formatted(captionDropout, minSnrGamma, noiseOffset));
    }
  }

  /** The paper's: 10 % empty captions, in 32 bits. */
  public static DiffusionConfiguration paper() {
    return new DiffusionConfiguration(0.1, Double.POSITIVE_INFINITY, 0, Precision.FLOAT32);
  }

  /** The same with another share of empty captions. */
  public DiffusionConfiguration withCaptionDropout(double share) {
    return new DiffusionConfiguration(share, minSnrGamma, noiseOffset, precision);
  }

  /** The same with min-SNR weighting. */
  public DiffusionConfiguration withMinSnr(double gamma) {
    return new DiffusionConfiguration(captionDropout, gamma, noiseOffset, precision);
  }

  /** The same in another precision. */
  public DiffusionConfiguration withPrecision(Precision newPrecision) {
    return new DiffusionConfiguration(captionDropout, minSnrGamma, noiseOffset, newPrecision);
  }

  /**
   * The weight of a squared error: min(SNR, γ) / SNR for ε and min(SNR, γ) / (SNR + 1) for v (Hang
   * et al. 2023, section 3.4), with SNR = ᾱ / (1 − ᾱ); 1 without min-SNR weighting.
   *
   * @param alphaBar ᾱ of the noisy latents
   */
  public double weight(double alphaBar, Prediction prediction) {
    if (Double.isInfinite(minSnrGamma)) {
      return 1;
    }
    double snr = alphaBar / (1 - alphaBar);
    double least = Math.min(snr, minSnrGamma);
    return prediction == Prediction.EPSILON ? least / snr : least / (snr + 1);
  }
}
