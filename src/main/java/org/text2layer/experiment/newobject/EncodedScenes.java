package org.text2layer.experiment.newobject;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.train.LossTerms;
import org.text2layer.train.TrainingData;
import org.text2layer.train.diffusion.DiffusionConfiguration;
import org.text2layer.train.diffusion.DiffusionTask;
import org.text2layer.train.diffusion.LatentCache;
import org.text2layer.train.diffusion.LatentEncoder;
import org.text2layer.train.diffusion.LatentSample;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * The embedded model, whose autoencoder and text encoder stay as they are, and what they encode.
 */
record EncodedScenes(NDManager manager, LatentDiffusion pipeline) implements AutoCloseable {
  /**
   * Loads it.
   *
   * @param manager owns the networks
   */
  static EncodedScenes load(NDManager manager) {
    return new EncodedScenes(
        manager, LatentDiffusion.embedded(manager, Precision.FLOAT32, MiniLmTextEncoder::embedded));
  }

  /** Latents of samples, encoded once into a folder. */
  LatentCache cache(Path folder, TrainingData<LayeredSample> samples, long seed) {
    LatentEncoder encoder = LatentEncoder.of(manager, pipeline);
    return LatentCache.build(folder, samples, encoder, LatentCache.Draw.SAMPLED, seed, done -> {});
  }

  /** A training of a UNet on them, with the paper's objective. */
  DiffusionTask task(UNet unet, TuningRecipe recipe) {
    return DiffusionTask.of(
            pipeline.withUNet(unet),
            manager,
            AdamWConfiguration.of(recipe.learningRate()),
            DiffusionConfiguration.paper().withPrecision(recipe.precision()))
        .withFineTuning(recipe.tuning());
  }

  /** The mean squared error of a UNet's prediction, at timesteps and with noise always the same. */
  double heldOutLoss(UNet unet, LatentCache samples) {
    try (NDManager scope = manager.newSubManager()) {
      LossTerms terms = task(unet, TuningRecipe.full()).withHeldOut(all(samples)).heldOut(scope);
      return terms.total().orElseThrow();
    }
  }

  static List<LatentSample> all(LatentCache samples) {
    TrainingData<LatentSample> data = samples.data();
    return LongStream.range(0, data.size()).mapToObj(data::get).toList();
  }

  @Override
  public void close() {
    pipeline.text().close();
  }
}
