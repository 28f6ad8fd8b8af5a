package org.text2layer.experiment.method;

import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.diffusion.LatentCache;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.optimizer.LearningRateSchedule;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;
import org.text2layer.train.run.TrainingRun;

/**
 * What all methods of a table share, so that they differ in nothing else: pictures, sizes of the
 * networks, lengths of the trainings.
 *
 * @param world the pictures
 * @param autoencoder of layered pictures; its channels in follow the world's layers, and that of
 *     whole pictures is the same with 3
 * @param unet of latents; its channels in and out follow the method
 * @param pixelUnet of pixels, likewise
 * @param losses of the autoencoders; composed supervision follows the method
 * @param autoencoderStage how long the autoencoders learn
 * @param diffusionStage how long the UNets learn; widened ones a third of it
 * @param samples to learn from
 * @param pictures that the data engine takes apart where layers are automatic: what its filters
 *     keep of them is learned from
 * @param autoencoderEachSeed whether every seed has autoencoders of its own, or all share those of
 *     the first
 */
public record MethodConfiguration(
    PictureWorld world,
    AutoencoderConfiguration autoencoder,
    UNetConfiguration unet,
    UNetConfiguration pixelUnet,
    AutoencoderTrainingConfiguration losses,
    TrainingStage autoencoderStage,
    TrainingStage diffusionStage,
    int samples,
    int pictures,
    boolean autoencoderEachSeed) {
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  /** Checks the sizes. */
  public MethodConfiguration {
    Objects.requireNonNull(world, "world");
    Objects.requireNonNull(losses, "losses");
    Objects.requireNonNull(unet, "unet");
    Objects.requireNonNull(pixelUnet, "pixelUnet");
    int most = Math.max(autoencoderStage.batch(), diffusionStage.batch());
    if (!autoencoder.isLayered() || samples < most || pictures < most) {
      throw new IllegalArgumentException(
          "Expected an autoencoder of layers, and at least a batch of %s samples and pictures but came %s channels, %s samples and %s pictures: correct the configuration."
              .formatted(most, autoencoder.inChannels(), samples, pictures));
    }
  }

  /** Weights to begin from scratch with: the one place that says which. */
  static void draw(NamedBlock network, NDManager manager, long seed) {
    FreshWeights.drawShortcuts(network, manager, seed);
  }

  /** How latents are kept: as the decoder learned to see them. */
  LatentCache.Draw latentDraw() {
    return losses.latentsSampled() ? LatentCache.Draw.SAMPLED : LatentCache.Draw.MEAN;
  }

  /** Samples that a training needs at least. */
  int largestBatch() {
    return Math.max(autoencoderStage.batch(), diffusionStage.batch());
  }

  /** The structure of a method's UNet on these latents. */
  UNetConfiguration unet(LatentSpace.Kind latents, LatentSpace space) {
    UNetConfiguration like = latents == LatentSpace.Kind.PIXELS ? pixelUnet : unet;
    return like.ofLatents(space.channels(), world.size() / space.downscale());
  }

  /** The seed of the autoencoders that a method of this seed works with. */
  long autoencoderSeed(long seed) {
    return autoencoderEachSeed ? seed : 0;
  }

  /** All of it, for provenance. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("pictures", world.toString());
    json.add("autoencoder", autoencoder.toJson());
    json.add("unet", unet.toJson());
    json.add("pixelUnet", pixelUnet.toJson());
    json.add("losses", GSON.toJsonTree(losses));
    json.add("autoencoderTraining", GSON.toJsonTree(autoencoderStage));
    json.add("diffusionTraining", GSON.toJsonTree(diffusionStage));
    json.addProperty("samples", samples);
    json.addProperty("picturesTakenApart", pictures);
    json.addProperty("autoencoderEachSeed", autoencoderEachSeed);
    return json;
  }

  /**
   * How long one network of a method learns. The learning rate rises over a tenth of the steps, 400
   * at most, and falls along a cosine to 2 %.
   *
   * @param steps updates
   * @param batch samples a step
   * @param averageDecay of the moving average of weights
   * @param optimizer with the learning rate
   */
  public record TrainingStage(
      long steps, int batch, double averageDecay, AdamWConfiguration optimizer) {
    private static final int LONGEST_WARM_UP = 400;
    private static final int CHECKPOINTS = 8;
    private static final int PARTS = 10;

    /** Checks the numbers. */
    public TrainingStage {
      Objects.requireNonNull(optimizer, "optimizer");
      if (steps < 1 || batch < 1) {
        throw new IllegalArgumentException(
            "Expected at least 1 step of at least 1 sample but came %s and %s: correct the stage."
                .formatted(steps, batch));
      }
    }

    /** A third of the steps, as the paper's fine-tuning has of its trainings (25 k of 75 k). */
    TrainingStage fineTuning() {
      return new TrainingStage(Math.max(1, steps / 3), batch, averageDecay, optimizer);
    }

    /**
     * Trains what is not trained yet.
     *
     * @param name for people
     * @param listener hears a sentence a tenth of the run
     * @throws TrainingException if it was interrupted
     */
    <T> void finish(
        String name,
        TrainingTask<T> task,
        TrainingData<T> data,
        long seed,
        Path folder,
        Consumer<String> listener) {
      TrainingReport report =
          TrainingRun.of(task, data, run(seed), folder)
              .withOptions(options())
              .withListener(progress(name, listener))
              .run();
      if (!report.complete()) {
        throw new TrainingException(
            "The training of the %s was interrupted after %s of %s steps: run it again to go on."
                .formatted(name, report.steps(), steps));
      }
    }

    private TrainingListener progress(String name, Consumer<String> listener) {
      long every = Math.max(1, steps / PARTS);
      return new TrainingListener() {
        @Override
        public void onStep(LogRow row) {
          if (row.step() % every == 0 || row.step() == steps) {
            listener.accept("%s: step %s of %s".formatted(name, row.step(), steps));
          }
        }
      };
    }

    private TrainingConfiguration run(long seed) {
      LearningRateSchedule cosine = LearningRateSchedule.warmedCosine(steps, LONGEST_WARM_UP);
      return TrainingConfiguration.of(steps, batch)
          .withSchedule(cosine)
          .withAverageDecay(averageDecay)
          .withSeed(seed);
    }

    private RunOptions options() {
      return RunOptions.standard()
          .withCheckpoints(Math.max(1, steps / CHECKPOINTS), 1)
          .withPreviewEvery(0)
          .withHeldOutEvery(0);
    }
  }
}
