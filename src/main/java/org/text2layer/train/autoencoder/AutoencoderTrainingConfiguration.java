package org.text2layer.train.autoencoder;

import com.google.gson.JsonObject;
import java.util.Objects;
import org.text2layer.nn.device.Precision;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.optimizer.LearningRateSchedule;

/**
 * What an autoencoder's training minimises, and how.
 *
 * @param weights of the terms
 * @param perceptualCrop side of the random square that the perceptual distance sees, in pixels;
 *     smaller pictures are seen whole
 * @param composedSupervised whether CaT2I-AE's auxiliary head learns the composed picture; false is
 *     the paper's variant "no-sup"
 * @param latentsSampled whether the decoder gets a sample of the latents or their mean
 * @param adversarial the adversarial term
 * @param optimizer of the autoencoder
 * @param precision in which autoencoder and discriminator compute; their weights and the perceptual
 *     distance stay in 32 bits
 */
public record AutoencoderTrainingConfiguration(
    LossWeights weights,
    int perceptualCrop,
    boolean composedSupervised,
    boolean latentsSampled,
    AdversarialConfiguration adversarial,
    AdamWConfiguration optimizer,
    Precision precision) {
  static final AdamWConfiguration OPTIMIZER = new AdamWConfiguration(5e-4, 0.9, 0.99, 1e-8, 1e-4);

  /** A perceptual network halves four times. */
  private static final int SMALLEST_CROP = 16;

  /** Checks the crop. */
  public AutoencoderTrainingConfiguration {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(adversarial, "adversarial");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(precision, "precision");
    if (perceptualCrop < SMALLEST_CROP) {
      throw new IllegalArgumentException(
          "Expected a perceptual crop of at least %s pixels but came %s: 160 is usual."
              .formatted(SMALLEST_CROP, perceptualCrop));
    }
  }

  /** The recipe of the embedded weights. */
  public static AutoencoderTrainingConfiguration standard() {
    return new AutoencoderTrainingConfiguration(
        LossWeights.standard(),
        160,
        true,
        true,
        AdversarialConfiguration.standard(),
        OPTIMIZER,
        Precision.FLOAT32);
  }

  /**
   * The same recipe's run: batch 32, learning rate down to 2 % along a cosine, gradients clipped to
   * norm 1, average 0.999.
   */
  public static TrainingConfiguration run(long steps) {
    return TrainingConfiguration.of(steps, 32).withSchedule(LearningRateSchedule.cosine(0.02));
  }

  /** The same with other weights of the terms. */
  public AutoencoderTrainingConfiguration withWeights(LossWeights newWeights) {
    return new AutoencoderTrainingConfiguration(
        newWeights,
        perceptualCrop,
        composedSupervised,
        latentsSampled,
        adversarial,
        optimizer,
        precision);
  }

  /** The paper's variant "no-sup": the auxiliary head for the composed picture learns nothing. */
  public AutoencoderTrainingConfiguration withoutComposedSupervision() {
    return new AutoencoderTrainingConfiguration(
        weights, perceptualCrop, false, latentsSampled, adversarial, optimizer, precision);
  }

  /** The same with the latents' mean in place of a sample. */
  public AutoencoderTrainingConfiguration withMeanLatents() {
    return new AutoencoderTrainingConfiguration(
        weights, perceptualCrop, composedSupervised, false, adversarial, optimizer, precision);
  }

  /** The same with another adversarial term. */
  public AutoencoderTrainingConfiguration withAdversarial(AdversarialConfiguration other) {
    return new AutoencoderTrainingConfiguration(
        weights, perceptualCrop, composedSupervised, latentsSampled, other, optimizer, precision);
  }

  /** The same with another optimizer of the autoencoder. */
  public AutoencoderTrainingConfiguration withOptimizer(AdamWConfiguration other) {
    return new AutoencoderTrainingConfiguration(
        weights, perceptualCrop, composedSupervised, latentsSampled, adversarial, other, precision);
  }

  /** The same in another precision. */
  public AutoencoderTrainingConfiguration withPrecision(Precision other) {
    return new AutoencoderTrainingConfiguration(
        weights, perceptualCrop, composedSupervised, latentsSampled, adversarial, optimizer, other);
  }

  /**
   * All numbers, for a run's description. The precision only where it is not the usual one, so that
   * runs from before there was a choice can still go on.
   */
  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("weights", weights.toString());
    json.addProperty("perceptual_crop", perceptualCrop);
    json.addProperty("composed_supervised", composedSupervised);
    json.addProperty("latents_sampled", latentsSampled);
    json.addProperty("adversarial", adversarial.toString());
    json.addProperty("optimizer", optimizer.toString());
    if (precision != Precision.FLOAT32) {
      json.addProperty("precision", precision.label());
    }
    return json;
  }
}
