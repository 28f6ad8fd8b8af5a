package org.text2layer.experiment.method;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.text2layer.data.LayeredSample;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PictureSize;
import org.text2layer.pipeline.SchedulerConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.diffusion.DiffusionConfiguration;
import org.text2layer.train.diffusion.DiffusionTask;
import org.text2layer.train.diffusion.LatentCache;
import org.text2layer.train.diffusion.LatentEncoder;
import org.text2layer.train.diffusion.LatentSample;
import org.text2layer.train.run.Checkpoint;

/**
 * One method trained with one seed: its samples, its autoencoder, its latents, its UNet, each in a
 * folder under one root that all methods share. Every part goes on where it was stopped, and is
 * found where another method made it.
 *
 * @param method what is trained
 * @param configuration with which sizes
 * @param seed of weights, order and noise
 * @param folder the root: new, or of the same configuration
 * @param listener hears a sentence now and then
 */
public record MethodTraining(
    Method method,
    MethodConfiguration configuration,
    long seed,
    Path folder,
    Consumer<String> listener) {
  /** Bytes; pixels at 256 would take 2 MB a sample, and encoding them costs nothing. */
  private static final long MOST_CACHED = 1L << 32;

  /** Checks that nothing is missing. */
  public MethodTraining {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(listener, "listener");
  }

  /**
   * Trains what is not trained yet, and loads it.
   *
   * @return to be closed by the caller
   * @throws org.text2layer.train.TrainingException if it was interrupted: run it again to go on
   */
  public TrainedMethod trained() {
    return method
        .published()
        .map(weights -> weights.load(configuration.world().size()))
        .orElseGet(this::learned);
  }

  private TrainedMethod learned() {
    NDManager manager = ComputeDevice.best().newManager();
    TextEncoder text = MiniLmTextEncoder.embedded();
    try {
      AutoencoderTraining autoencoder =
          new AutoencoderTraining(
              method, configuration, seed, folder.resolve("autoencoders"), listener);
      TrainingSamples samples =
          new TrainingSamples(configuration, folder.resolve("layers"), listener);
      TrainingData<LayeredSample> all = samples.of(method.layers(), 1);
      LatentSpace space = autoencoder.latents(all, manager);
      train(
          method.share() == 1 ? all : samples.of(method.layers(), method.share()),
          new LatentEncoder(
              manager, space, text, PictureSize.square(configuration.world().size())));
      UNet unet = UNet.of(configuration.unet(method.latents(), space));
      Checkpoint.required(diffusion()).load(DiffusionTask.GROUP, unet, manager, Precision.FLOAT32);
      JsonObject provenance = new JsonObject();
      provenance.add("autoencoder", autoencoder.provenance());
      provenance.add("diffusion", Checkpoint.required(diffusion()).provenance());
      return new TrainedMethod(
          manager, pipeline(text, unet, space), provenance, OptionalInt.empty());
    } catch (RuntimeException error) {
      text.close();
      manager.close();
      throw error;
    }
  }

  private Path place() {
    return folder.resolve("methods").resolve(method.key()).resolve("seed-" + seed);
  }

  private Path diffusion() {
    return place().resolve("diffusion");
  }

  /** As the paper trains: ε under Stable Diffusion's schedule. */
  private static LatentDiffusion pipeline(TextEncoder text, UNet unet, LatentSpace space) {
    return LatentDiffusion.of(text, unet, SchedulerConfiguration.stableDiffusion(), space);
  }

  private MethodConfiguration.TrainingStage stage() {
    MethodConfiguration.TrainingStage fresh = configuration.diffusionStage();
    return method.start().isPresent() ? fresh.fineTuning() : fresh;
  }

  private void train(TrainingData<LayeredSample> samples, LatentEncoder encoder) {
    if (samples.size() * encoder.latentShape().size() * Float.BYTES > MOST_CACHED) {
      learn(encoder.onTheFly(samples), encoder);
      return;
    }
    try (LatentCache latents = cache(samples, encoder)) {
      learn(latents.data(), encoder);
    }
  }

  private void learn(TrainingData<LatentSample> latents, LatentEncoder encoder) {
    LatentSpace space = encoder.space();
    try (NDManager training = encoder.manager().newSubManager()) {
      DiffusionTask task =
          DiffusionTask.of(
              pipeline(encoder.text(), begun(space, training), space),
              training,
              stage().optimizer(),
              DiffusionConfiguration.paper());
      String name = "UNet of '%s', seed %s".formatted(method.name(), seed);
      stage().finish(name, task, latents, seed, diffusion(), listener);
    }
  }

  private LatentCache cache(TrainingData<LayeredSample> samples, LatentEncoder encoder) {
    return LatentCache.build(
        place().resolve("latents"), samples, encoder, configuration.latentDraw(), seed, done -> {});
  }

  /** With fresh weights, or with those of the method that it starts from. */
  private UNet begun(LatentSpace space, NDManager owner) {
    if (method.start().isEmpty()) {
      UNet fresh = UNet.of(configuration.unet(method.latents(), space));
      MethodConfiguration.draw(fresh, owner, seed);
      return fresh;
    }
    MethodTraining before =
        new MethodTraining(method.start().get(), configuration, seed, folder, listener);
    try (TrainedMethod trained = before.trained()) {
      return WidenedUNet.of(
          trained.pipeline().unet(), space.channels(), WidenedUNet.NewChannels.COPIES, owner);
    }
  }
}
