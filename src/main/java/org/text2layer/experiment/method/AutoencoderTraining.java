package org.text2layer.experiment.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.model.AutoencoderConfiguration;
import org.text2layer.model.ImageAutoencoder;
import org.text2layer.model.LatentDistribution;
import org.text2layer.model.LayeredAutoencoder;
import org.text2layer.model.PictureTensors;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.Precision;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.autoencoder.AutoencoderTask;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.diffusion.LatentSpace;
import org.text2layer.train.run.Checkpoint;

/**
 * The autoencoder of a method: CaT2I-AE, with or without composed supervision, or the plain one of
 * whole pictures. Methods that need the same one share it.
 */
final class AutoencoderTraining {
  private static final String GROUP = "autoencoder";
  private static final int MEASURED = 64;
  private static final int TOGETHER = 8;

  private final Method method;
  private final MethodConfiguration configuration;
  private final long seed;
  private final Path run;
  private final Consumer<String> listener;

  /**
   * An autoencoder that is trained or to be trained.
   *
   * @param seed of the method
   * @param folder of all autoencoders
   */
  AutoencoderTraining(
      Method method,
      MethodConfiguration configuration,
      long seed,
      Path folder,
      Consumer<String> listener) {
    this.method = method;
    this.configuration = configuration;
    this.seed = configuration.autoencoderSeed(seed);
    this.listener = listener;
    run = folder.resolve(key()).resolve("seed-" + this.seed);
  }

  private boolean isLayered() {
    return method.latents() == MethodLatents.LAYERED;
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
    int size = configuration.world().size();
    if (method.latents() == MethodLatents.PIXELS) {
      return LatentSpace.pixels(size);
    }
    try (NDManager training = owner.newSubManager()) {
      train(samples, training);
    }
    try (NDManager measuring = owner.newSubManager()) {
      double scale = 1 / deviation(samples, measuring);
      if (isLayered()) {
        return LatentSpace.layered(load(LayeredAutoencoder.of(structure(scale)), owner), size);
      }
      ImageAutoencoder plain = load(ImageAutoencoder.of(structure(scale)), owner);
      return method.latents() == MethodLatents.SEPARATE
          ? LatentSpace.separate(plain, size)
          : LatentSpace.composed(plain, size);
    }
  }

  private AutoencoderConfiguration structure(double latentScale) {
    return configuration.autoencoder(isLayered(), latentScale);
  }

  private void train(TrainingData<LayeredSample> samples, NDManager manager) {
    TrainingStage stage = configuration.autoencoderStage();
    AutoencoderTrainingConfiguration losses =
        configuration.losses().withOptimizer(stage.optimizer());
    if (!isLayered()) {
      ImageAutoencoder network = ImageAutoencoder.of(structure(1));
      MethodConfiguration.draw(network, manager, seed);
      train(
          AutoencoderTask.pictures(manager, network, losses),
          samples.map(LayeredSample::picture),
          stage);
      return;
    }
    LayeredAutoencoder network = LayeredAutoencoder.of(structure(1));
    MethodConfiguration.draw(network, manager, seed);
    train(
        AutoencoderTask.layered(
            manager,
            network,
            method.composedSupervised() ? losses : losses.withoutComposedSupervision()),
        samples,
        stage);
  }

  private <T> void train(TrainingTask<T> task, TrainingData<T> data, TrainingStage stage) {
    WholeRun.of("autoencoder '%s', seed %d".formatted(key(), seed), listener)
        .finish(task, data, stage, seed, run);
  }

  private <B extends NamedBlock> B load(B network, NDManager manager) {
    checkpoint().load(GROUP, network, manager, Precision.FLOAT32);
    return network;
  }

  private Checkpoint checkpoint() {
    return Checkpoint.required(run);
  }

  /** What the training was, and how it ended; empty without an autoencoder. */
  JsonObject provenance() {
    return method.latents() == MethodLatents.PIXELS ? new JsonObject() : checkpoint().provenance();
  }

  /** Of the latents' means: with its inverse as scale they have a deviation of 1. */
  private double deviation(TrainingData<LayeredSample> samples, NDManager manager) {
    int count = (int) Math.min(MEASURED, samples.size());
    List<LayeredSample> measured = LongStream.range(0, count).mapToObj(samples::get).toList();
    Encoding encoding = encoding(manager);
    double sum = 0;
    double squares = 0;
    long numbers = 0;
    for (int from = 0; from < count; from += TOGETHER) {
      List<LayeredSample> batch = measured.subList(from, Math.min(count, from + TOGETHER));
      try (NDManager scope = manager.newSubManager()) {
        for (float value : encoding.of(scope, batch).mean().toFloatArray()) {
          sum += value;
          squares += (double) value * value;
          numbers++;
        }
      }
    }
    double mean = sum / numbers;
    return Math.sqrt(squares / numbers - mean * mean);
  }

  private interface Encoding {
    LatentDistribution of(NDManager scope, List<LayeredSample> samples);
  }

  private Encoding encoding(NDManager manager) {
    if (isLayered()) {
      LayeredAutoencoder layered = load(LayeredAutoencoder.of(structure(1)), manager);
      return (scope, samples) ->
          layered.encode(
              PictureTensors.ofLayers(scope, samples.stream().map(LayeredSample::layers).toList()));
    }
    ImageAutoencoder plain = load(ImageAutoencoder.of(structure(1)), manager);
    return (scope, samples) -> {
      NDArray pictures =
          PictureTensors.ofPictures(scope, samples.stream().map(LayeredSample::picture).toList());
      return plain.encode(pictures);
    };
  }
}
