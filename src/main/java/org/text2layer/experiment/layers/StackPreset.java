package org.text2layer.experiment.layers;

import java.util.Objects;
import org.text2layer.experiment.laptop.LaptopTraining;
import org.text2layer.experiment.method.MethodConfiguration.TrainingStage;
import org.text2layer.experiment.method.Sampling;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.autoencoder.LossWeights;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * The lengths of the trainings that are compared, and how many pictures are measured.
 *
 * @param losses of the autoencoders
 * @param autoencoder of every way
 * @param diffusion of every way
 * @param samples to learn from
 * @param captions that every way is asked for
 * @param references true pictures that theirs are compared with
 * @param sampling how pictures are drawn
 * @param bootstrap of the Fréchet distances
 */
public record StackPreset(
    AutoencoderTrainingConfiguration losses,
    TrainingStage autoencoder,
    TrainingStage diffusion,
    int samples,
    int captions,
    int references,
    Sampling sampling,
    Bootstrap bootstrap) {
  /** Checks that nothing is missing. */
  public StackPreset {
    Objects.requireNonNull(losses, "losses");
    Objects.requireNonNull(autoencoder, "autoencoder");
    Objects.requireNonNull(diffusion, "diffusion");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(bootstrap, "bootstrap");
    if (captions < 2 || references < 2) {
      throw new IllegalArgumentException(
          "Expected at least 2 captions and 2 references but came %s and %s: correct the preset."
              .formatted(captions, references));
    }
  }

  /**
   * Within half an hour of a quiet core for each training: docs/more-layers.md. Without a
   * perceptual distance, which takes time and teaches no colours.
   */
  public static StackPreset laptop() {
    AutoencoderTrainingConfiguration losses =
        LaptopTraining.losses().withWeights(LossWeights.standard().withPerceptual(0));
    return new StackPreset(
        losses,
        new TrainingStage(6000, 8, 0.997, losses.optimizer()),
        new TrainingStage(3000, 32, 0.995, AdamWConfiguration.of(1e-3)),
        2048,
        128,
        256,
        new Sampling(20, 3),
        Bootstrap.standard().withResamples(400));
  }
}
