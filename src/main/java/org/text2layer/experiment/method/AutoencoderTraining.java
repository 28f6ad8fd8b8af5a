package org.text2layer.experiment.method;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.autoencoder.AutoencoderTask;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.run.Checkpoint;

/**
 * The autoencoder of a method: CaT2I-AE, with or without composed supervision, or the plain one of
 * whole pictures. Methods that need the same one share it.
 *
 * @param methodSeed of the method
 * @param folder of all autoencoders
 */
record AutoencoderTraining(
    Method method,
    MethodConfiguration configuration,
    long methodSeed,
    Path folder,
    Consumer<String> listener) {
  private static final String GROUP = "autoencoder";
  private static final int MEASURED = 64;

  private long seed() {
    return configuration.autoencoderSeed(methodSeed);
  }

  private Path run() {
    return folder.resolve(key()).resolve("seed-" + seed());
  }

  private boolean isLayered() {
    return method.latents() == LatentSpace.Kind.LAYERED;
  }

  private String key() {
    String kind = isLayered() ? "layered" : "picture";
    String supervision = isLayered() && !method.composedSupervised() ? "-no-sup" : "";
    return kind + supervision + "-" + method.layers().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Trains what is not trained yet, and gives the latents; pixels need no training.
   *
   * @param owner of the trained network
   */
  LatentSpace latents(TrainingData<LayeredSample> samples, NDManager owner) {
    if (method.latents() == LatentSpace.Kind.PIXELS) {
      return LatentSpace.pixels(layout());
    }
    try (NDManager training = owner.newSubManager()) {
      train(samples, training);
    }
    List<LayeredSample> measured =
        LongStream.range(0, Math.min(MEASURED, samples.size())).mapToObj(samples::get).toList();
    if (isLayered()) {
      LayeredAutoencoder layered = load(LayeredAutoencoder.of(structure()), owner);
      return LatentSpace.measured(layered, measured.stream().map(LayeredSample::layers).toList());
    }
    ImageAutoencoder plain = load(ImageAutoencoder.of(structure()), owner);
    List<LayeredImage> pictures =
        measured.stream().map(each -> LayeredImage.of(each.picture(), List.of())).toList();
    double scale = 1 / LatentSpace.deviation(LatentSpace.composed(plain, 1), pictures);
    return method.latents() == LatentSpace.Kind.SEPARATE
        ? LatentSpace.separate(plain, scale, layout())
        : LatentSpace.composed(plain, scale);
  }

  private LayerLayout layout() {
    return configuration.world().shown().layout();
  }

  private AutoencoderConfiguration structure() {
    LayerLayout layout = isLayered() ? layout() : LayerLayout.picture();
    return configuration.autoencoder().withLayout(layout).withLatentScale(1);
  }

  private void train(TrainingData<LayeredSample> samples, NDManager manager) {
    MethodConfiguration.TrainingStage stage = configuration.autoencoderStage();
    AutoencoderTrainingConfiguration losses =
        configuration.losses().withOptimizer(stage.optimizer());
    if (!isLayered()) {
      ImageAutoencoder network = ImageAutoencoder.of(structure());
      MethodConfiguration.draw(network, manager, seed());
      train(
          AutoencoderTask.pictures(manager, network, losses),
          samples.map(LayeredSample::picture),
          stage);
      return;
    }
    LayeredAutoencoder network = LayeredAutoencoder.of(structure());
    MethodConfiguration.draw(network, manager, seed());
    train(
        AutoencoderTask.layered(
            manager,
            network,
            method.composedSupervised() ? losses : losses.withoutComposedSupervision()),
        samples,
        stage);
  }

  private <T> void train(
      TrainingTask<T> task, TrainingData<T> data, MethodConfiguration.TrainingStage stage) {
    String name = "autoencoder '%s', seed %s".formatted(key(), seed());
    stage.finish(name, task, data, seed(), run(), listener);
  }

  private <B extends NamedBlock> B load(B network, NDManager manager) {
    return checkpoint().load(GROUP, network, manager, Precision.FLOAT32);
  }

  private Checkpoint checkpoint() {
    return Checkpoint.required(run());
  }

  /** What the training was, and how it ended; empty without an autoencoder. */
  JsonObject provenance() {
    return method.latents() == LatentSpace.Kind.PIXELS
        ? new JsonObject()
        : checkpoint().provenance();
  }
}
