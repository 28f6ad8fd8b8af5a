package org.text2layer.train.autoencoder;

import java.util.Objects;
import org.text2layer.train.loss.AdaptiveWeight;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * The adversarial term, and the discriminator that it trains beside the autoencoder.
 *
 * @param start share of the run after which both begin, in [0, 1]; 1 for never
 * @param weight how much the term counts
 * @param width of the discriminator's first layer
 * @param optimizer of the discriminator
 */
public record AdversarialConfiguration(
    double start, AdaptiveWeight weight, int width, AdamWConfiguration optimizer) {
  /** Checks start and width. */
  public AdversarialConfiguration {
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(optimizer, "optimizer");
    if (!(start >= 0 && start <= 1) || width < 1) {
      throw new IllegalArgumentException(
          "Expected an adversarial start in [0, 1] and a discriminator's width of at least 1 but came %s and %s: correct them."
              .formatted(start, width));
    }
  }

  /** From 60 % of the run on, weighted at the outputs; a discriminator of 64 channels. */
  public static AdversarialConfiguration standard() {
    return new AdversarialConfiguration(
        0.6, AdaptiveWeight.atOutputs(), 64, AutoencoderTrainingConfiguration.OPTIMIZER);
  }

  /** No discriminator at all. */
  public static AdversarialConfiguration none() {
    return standard().withStart(1);
  }

  /** The same with another start. */
  public AdversarialConfiguration withStart(double share) {
    return new AdversarialConfiguration(share, weight, width, optimizer);
  }

  /** Whether there is a discriminator. */
  public boolean isUsed() {
    return start < 1;
  }
}
