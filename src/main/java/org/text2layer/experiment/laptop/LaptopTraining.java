package org.text2layer.experiment.laptop;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.SchedulerConfiguration;
import org.text2layer.train.TrainingConfiguration;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.autoencoder.AdversarialConfiguration;
import org.text2layer.train.autoencoder.AutoencoderTask;
import org.text2layer.train.autoencoder.AutoencoderTrainingConfiguration;
import org.text2layer.train.autoencoder.LossWeights;
import org.text2layer.train.diffusion.DiffusionConfiguration;
import org.text2layer.train.diffusion.DiffusionTask;
import org.text2layer.train.diffusion.LatentCache;
import org.text2layer.train.diffusion.LatentEncoder;
import org.text2layer.train.diffusion.PreviewPlan;
import org.text2layer.train.optimizer.AdamWConfiguration;
import org.text2layer.train.optimizer.LearningRateSchedule;
import org.text2layer.train.run.Checkpoint;
import org.text2layer.train.run.RunOptions;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;
import org.text2layer.train.run.TrainingRun;

/**
 * CaT2I-AE and the diffusion model on its latents, trained on {@link SmallWorld} into one folder:
 * {@code autoencoder/} and {@code diffusion/} (runs), {@code latents/} (a cache) and {@code model/}
 * (what {@link Text2Layer#load(Path)} reads). Every part goes on where it was stopped.
 *
 * @param folder new, or of this training
 * @param seed of weights, order and noise
 * @param autoencoderSteps of 8 samples
 * @param diffusionSteps of 32 latents
 * @param previews of the diffusion model, eight times
 */
public record LaptopTraining(
    Path folder, long seed, long autoencoderSteps, long diffusionSteps, PreviewPlan previews) {
  private static final int HELD_OUT = 64;
  private static final int MOST_LATENTS = 4096;
  private static final int LATENT_CHANNELS = 8;
  static final int AUTOENCODER_BATCH = 8;
  static final long AUTOENCODER_WARM_UP = 400;
  static final int DIFFUSION_BATCH = 32;
  private static final String AUTOENCODER = "autoencoder";
  private static final String DIFFUSION = "diffusion";

  /**
   * Settings for about 40 minutes of two cores: see docs/laptop-training.md for what it reaches.
   */
  public static LaptopTraining into(Path folder) {
    return new LaptopTraining(folder, 0, 4000, 2500, PreviewPlan.of(previewCaptions()));
  }

  /** The same with other lengths. */
  public LaptopTraining withSteps(long newAutoencoderSteps, long newDiffusionSteps) {
    return new LaptopTraining(folder, seed, newAutoencoderSteps, newDiffusionSteps, previews);
  }

  /** The same with another seed. */
  public LaptopTraining withSeed(long newSeed) {
    return new LaptopTraining(folder, newSeed, autoencoderSteps, diffusionSteps, previews);
  }

  /** The same with other previews: they take some of the time, and none of the weights. */
  public LaptopTraining withPreviews(PreviewPlan newPreviews) {
    return new LaptopTraining(folder, seed, autoencoderSteps, diffusionSteps, newPreviews);
  }

  /**
   * Four levels, one layer each: 7 x 64 x 64 numbers become 8 x 8 x 8. Norms in two groups only:
   * with 8 of them, two channels a group would keep little more than the sign of an even colour.
   */
  public static AutoencoderConfiguration autoencoder() {
    int channels = LayerLayout.layered().channels();
    return new AutoencoderConfiguration(
        channels, List.of(16, 32, 64, 64), 1, LATENT_CHANNELS, 2, 1);
  }

  /** Two levels that attend to the caption, one layer each. */
  public static UNetConfiguration unet() {
    return new UNetConfiguration(
        8,
        LATENT_CHANNELS,
        LATENT_CHANNELS,
        List.of(64, 128),
        1,
        MiniLmTextEncoder.WIDTH,
        List.of(4, 4),
        List.of(true, true),
        16,
        false);
  }

  /**
   * Without noise on the latents, whose deviation of 1 at the start hides the colours for thousands
   * of steps, and without a discriminator; little weight on the perceptual distance.
   */
  public static AutoencoderTrainingConfiguration losses() {
    return AutoencoderTrainingConfiguration.standard()
        .withMeanLatents()
        .withAdversarial(AdversarialConfiguration.none())
        .withWeights(LossWeights.standard().withPerceptual(0.05))
        .withOptimizer(new AdamWConfiguration(1e-3, 0.9, 0.99, 1e-8, 1e-4));
  }

  /** Trains the autoencoder, or goes on. */
  public TrainingReport trainAutoencoder(TrainingListener listener) {
    try (NDManager manager = ComputeDevice.best().newManager()) {
      LayeredAutoencoder network = LayeredAutoencoder.of(autoencoder());
      FreshWeights.drawShortcuts(network, manager, seed);
      return train(
          AutoencoderTask.layered(manager, network, losses()).withHeldOut(heldOutSamples()),
          SmallWorld.data(1 << 20),
          schedule(autoencoderSteps, AUTOENCODER_BATCH, AUTOENCODER_WARM_UP),
          folder.resolve(AUTOENCODER),
          listener);
    }
  }

  /** Encodes the training samples, unless that is done, and trains the diffusion model on them. */
  public TrainingReport trainDiffusion(TrainingListener listener) {
    try (NDManager manager = ComputeDevice.best().newManager();
        TextEncoder text = MiniLmTextEncoder.embedded()) {
      UNet network = UNet.of(unet());
      FreshWeights.drawShortcuts(network, manager, seed);
      return train(
          network,
          manager,
          text,
          AdamWConfiguration.of(1e-3),
          schedule(diffusionSteps, DIFFUSION_BATCH, 100),
          folder.resolve(DIFFUSION),
          listener);
    }
  }

  TrainingReport train(
      UNet network,
      NDManager manager,
      TextEncoder text,
      AdamWConfiguration optimizer,
      TrainingConfiguration steps,
      Path to,
      TrainingListener listener) {
    LatentDiffusion pipeline = pipeline(network, text, manager);
    LatentEncoder encoder = LatentEncoder.of(manager, pipeline);
    try (LatentCache latents = cache("latents", SmallWorld.data(latents()), encoder);
        LatentCache unseen = cache("held-out", heldOutData(), encoder)) {
      DiffusionTask task =
          DiffusionTask.of(pipeline, manager, optimizer, DiffusionConfiguration.paper())
              .withHeldOut(LongStream.range(0, HELD_OUT).mapToObj(unseen.data()::get).toList())
              .withPreviews(previews);
      return train(task, latents.data(), steps, to, listener);
    }
  }

  /** With eight looks at the run, and as many checkpoints. */
  static <T> TrainingReport train(
      TrainingTask<T> task,
      TrainingData<T> data,
      TrainingConfiguration steps,
      Path to,
      TrainingListener listener) {
    long every = Math.max(1, steps.steps() / 8);
    RunOptions options =
        RunOptions.standard()
            .withCheckpoints(every, 2)
            .withPreviewEvery(every)
            .withHeldOutEvery(Math.max(1, steps.steps() / 32));
    return TrainingRun.of(task, data, steps, to).withOptions(options).withListener(listener).run();
  }

  /**
   * Writes the last checkpoints of both trainings as one model.
   *
   * @return its folder
   */
  public Path saveModel() {
    Path model = folder.resolve("model");
    try (NDManager manager = ComputeDevice.best().newManager();
        TextEncoder text = MiniLmTextEncoder.embedded()) {
      UNet network = UNet.of(unet());
      loadDiffusion(network, manager);
      PipelineFolder.of(model).write(pipeline(network, text, manager));
    }
    return model;
  }

  /** One caption an object, over the kinds of scenes in turn. */
  public static List<String> previewCaptions() {
    List<String> kinds = SmallWorld.KINDS;
    Map<String, String> phrases = SmallWorld.phrases();
    return IntStream.range(0, SmallWorld.OBJECTS.size())
        .mapToObj(i -> SmallWorld.OBJECTS.get(i) + " " + phrases.get(kinds.get(i % kinds.size())))
        .toList();
  }

  static List<LayeredSample> heldOutSamples() {
    EmojiScenes scenes = SmallWorld.heldOut();
    return LongStream.range(0, HELD_OUT).mapToObj(scenes::sample).toList();
  }

  private static TrainingData<LayeredSample> heldOutData() {
    return TrainingData.of("held-out scenes", heldOutSamples());
  }

  /** No more than the training sees. */
  private long latents() {
    return Math.min(MOST_LATENTS, diffusionSteps * DIFFUSION_BATCH);
  }

  private LatentCache cache(
      String name, TrainingData<LayeredSample> samples, LatentEncoder encoder) {
    return LatentCache.build(
        folder.resolve(name), samples, encoder, LatentCache.Draw.MEAN, seed, done -> {});
  }

  private TrainingConfiguration schedule(long steps, int batch, long warmUp) {
    LearningRateSchedule cosine = LearningRateSchedule.warmedCosine(steps, warmUp);
    return TrainingConfiguration.of(steps, batch)
        .withSchedule(cosine)
        .withAverageDecay(0.995)
        .withSeed(seed);
  }

  void loadDiffusion(UNet network, NDManager manager) {
    Checkpoint.required(folder.resolve(DIFFUSION))
        .load(DiffusionTask.GROUP, network, manager, Precision.FLOAT32);
  }

  private LatentDiffusion pipeline(UNet network, TextEncoder text, NDManager manager) {
    EmojiScenes scenes = SmallWorld.train();
    List<LayeredImage> pictures =
        LongStream.range(0, HELD_OUT).mapToObj(seed -> scenes.sample(seed).layers()).toList();
    LatentSpace space = LatentSpace.measured(loadAutoencoder(manager), pictures);
    return LatentDiffusion.of(text, network, SchedulerConfiguration.stableDiffusion(), space);
  }

  LayeredAutoencoder loadAutoencoder(NDManager manager) {
    LayeredAutoencoder network = LayeredAutoencoder.of(autoencoder());
    return Checkpoint.required(folder.resolve(AUTOENCODER))
        .load(AUTOENCODER, network, manager, Precision.FLOAT32);
  }
}
