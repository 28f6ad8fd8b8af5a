package org.text2layer.experiment.plan;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import org.text2layer.experiment.laptop.LaptopTraining;
import org.text2layer.experiment.method.MethodConfiguration;
import org.text2layer.experiment.method.PictureWorld;
import org.text2layer.experiment.method.Sampling;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.train.autoencoder.AdversarialConfiguration;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.autoencoder.LossWeights;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * The sizes of everything in a table.
 *
 * @param name short
 * @param remark what one must know of numbers of this size, in a sentence
 * @param methods sizes of networks and trainings
 * @param seeds of the trainings of each method
 * @param captions that each method is asked for, a test set
 * @param references pictures of a test set that theirs are compared with
 * @param sampling how pictures are drawn
 * @param bootstrap of the Fréchet distances
 */
public record TablePreset(
    String name,
    String remark,
    MethodConfiguration methods,
    List<Long> seeds,
    int captions,
    int references,
    Sampling sampling,
    Bootstrap bootstrap) {
  /** Checks the numbers. */
  public TablePreset {
    Objects.requireNonNull(methods, "methods");
    Objects.requireNonNull(remark, "remark");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(bootstrap, "bootstrap");
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
      throw new IllegalArgumentException(
          "Expected at least one seed, and each once, but came %s: correct the preset."
              .formatted(seeds));
    }
    if (captions < 2 || references < 2) {
      throw new IllegalArgumentException(
          "Expected at least 2 captions and 2 references but came %s and %s: correct the preset."
              .formatted(captions, references));
    }
  }

  /** A few minutes on two cores: shows that all works, and nothing else. */
  public static TablePreset smoke() {
    return new TablePreset(
        "smoke",
        "TablePreset smoke: every network saw a few steps of training, so the numbers are bad and rank nothing; they show that the tables work.",
        laptop(20, 40, 16, 256, 96),
        List.of(0L),
        32,
        64,
        new Sampling(8, 3),
        Bootstrap.standard().withResamples(1000));
  }

  /** Between two and three hours of one core (docs/tables.md). */
  public static TablePreset cpu() {
    return new TablePreset(
        "cpu",
        "TablePreset cpu: small networks trained for minutes on eight objects over six kinds of scenes at 64 pixels; differences between methods need not be those of the paper's scale.",
        laptop(1600, 1200, 32, 2048, 1200),
        List.of(0L, 1L),
        96,
        192,
        new Sampling(20, 3),
        Bootstrap.standard().withResamples(1000));
  }

  /**
   * The embedded weights' sizes on all of Emoji Scenes at 256 pixels, with enough pictures for
   * Fréchet distances that stand alone: days on one GPU. Nobody has run it yet.
   */
  public static TablePreset gpu() {
    MethodConfiguration.TrainingStage autoencoder =
        new MethodConfiguration.TrainingStage(
            60_000, 32, 0.999, new AdamWConfiguration(5e-4, 0.9, 0.99, 1e-8, 1e-4));
    MethodConfiguration.TrainingStage diffusion =
        new MethodConfiguration.TrainingStage(75_000, 256, 0.9995, AdamWConfiguration.of(4e-4));
    return new TablePreset(
        "gpu",
        "TablePreset gpu: the embedded weights' sizes on all of Emoji Scenes at 256 pixels.",
        new MethodConfiguration(
            PictureWorld.full(),
            AutoencoderConfiguration.embedded(),
            UNetConfiguration.embedded(),
            unet(
                List.of(64, 96, 128, 192, 256),
                2,
                List.of(8, 8, 8, 8, 8),
                List.of(false, false, false, true, true),
                32),
            AutoencoderTrainingConfiguration.standard(),
            autoencoder,
            diffusion,
            200_000,
            300_000,
            true),
        List.of(0L, 1L, 2L),
        2048,
        2048,
        new Sampling(20, 5),
        Bootstrap.standard().withResamples(1000));
  }

  /**
   * The preset of a name.
   *
   * @throws TableException if there is none
   */
  public static TablePreset named(String name) {
    return switch (name) {
      case "smoke" -> smoke();
      case "cpu" -> cpu();
      case "gpu" -> gpu();
      default ->
          throw new TableException(
              "Expected the preset smoke, cpu or gpu but came '%s': name one of them."
                  .formatted(name));
    };
  }

  /** As {@code experiment.laptop}, but shorter: 7 x 64 x 64 numbers become 8 x 8 x 8. */
  private static MethodConfiguration laptop(
      long autoencoderSteps, long unetSteps, int unetBatch, int samples, int pictures) {
    return new MethodConfiguration(
        PictureWorld.small(),
        LaptopTraining.autoencoder(),
        unet(List.of(64, 128), 1, List.of(4, 4), List.of(true, true), 16),
        unet(
            List.of(32, 64, 96, 128),
            1,
            List.of(4, 4, 4, 4),
            List.of(false, false, true, true),
            16),
        AutoencoderTrainingConfiguration.standard()
            .withMeanLatents()
            .withWeights(LossWeights.standard().withPerceptual(0.05))
            .withAdversarial(AdversarialConfiguration.none()),
        new MethodConfiguration.TrainingStage(
            autoencoderSteps, 8, 0.995, LaptopTraining.losses().optimizer()),
        new MethodConfiguration.TrainingStage(
            unetSteps, unetBatch, 0.995, AdamWConfiguration.of(1e-3)),
        samples,
        pictures,
        false);
  }

  /** Its channels in and out, and its size, follow the method. */
  private static UNetConfiguration unet(
      List<Integer> channels,
      int layers,
      List<Integer> heads,
      List<Boolean> attention,
      int groups) {
    return new UNetConfiguration(
        8, 4, 4, channels, layers, MiniLmTextEncoder.WIDTH, heads, attention, groups, false);
  }

  /** All of it: results belong to a preset that says the same. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.add("methods", methods.toJson());
    JsonArray numbers = new JsonArray();
    seeds.forEach(numbers::add);
    json.add("seeds", numbers);
    json.addProperty("captions", captions);
    json.addProperty("references", references);
    json.addProperty("sampling", sampling.toString());
    json.addProperty("bootstrap", bootstrap.toString());
    return json;
  }
}
