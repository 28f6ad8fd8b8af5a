package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.diffusion.Prediction;

/**
 * Latents with noise, their captions, and what the network shall say of them. All random numbers of
 * a sample come from its seed, in this order: timestep, caption dropout, seed of the normal
 * numbers; and from that: noise, noise offset, latent.
 *
 * @param noisy (batch, channels, height, width)
 * @param timesteps (batch)
 * @param context (batch, positions, width)
 * @param target what to predict, the shape of {@code noisy}
 * @param weights of the squared errors, (batch, 1, 1, 1)
 */
record NoisyBatch(
    NDArray noisy, NDArray timesteps, NDArray context, NDArray target, NDArray weights) {
  /** Makes one on the manager. */
  static NoisyBatch of(
      NDManager manager,
      DiffusionObjective objective,
      List<LatentSample> samples,
      List<Long> seeds) {
    DiffusionConfiguration configuration = objective.configuration();
    Shape latent = objective.latent();
    CaptionShape captions = objective.captions();
    int rows = samples.size();
    int size = Math.toIntExact(latent.size());
    float[] clean = new float[rows * size];
    float[] noise = new float[rows * size];
    float[] context = new float[rows * captions.size()];
    long[] timesteps = new long[rows];
    for (int row = 0; row < rows; row++) {
      LatentSample sample = samples.get(row);
      captions.require(sample, latent);
      SplittableRandom random = new SplittableRandom(seeds.get(row));
      timesteps[row] = (long) (random.nextDouble() * objective.schedule().trainSteps());
      boolean dropped = random.nextDouble() < configuration.captionDropout();
      PictureNoise normal = PictureNoise.of(random.nextLong());
      System.arraycopy(noise(normal, configuration, latent), 0, noise, row * size, size);
      System.arraycopy(drawn(normal, sample), 0, clean, row * size, size);
      float[] text = dropped ? captions.empty() : sample.context();
      System.arraycopy(text, 0, context, row * text.length, text.length);
    }
    Shape shape = new Shape(rows).addAll(latent);
    return of(
        objective,
        manager.create(clean, shape),
        manager.create(noise, shape),
        timesteps,
        manager.create(context, new Shape(rows, captions.positions(), captions.width())));
  }

  /** The same from arrays. */
  static NoisyBatch of(
      DiffusionObjective objective,
      NDArray clean,
      NDArray noise,
      long[] timesteps,
      NDArray context) {
    NDManager manager = clean.getManager();
    float[] times = new float[timesteps.length];
    float[] weights = new float[timesteps.length];
    for (int row = 0; row < times.length; row++) {
      times[row] = timesteps[row];
      weights[row] = (float) objective.weight(timesteps[row]);
    }
    NDArray target =
        objective.prediction() == Prediction.EPSILON
            ? noise
            : objective.schedule().velocity(clean, noise, timesteps);
    return new NoisyBatch(
        objective.schedule().addNoise(clean, noise, timesteps),
        manager.create(times),
        context,
        target,
        manager.create(weights, new Shape(times.length, 1, 1, 1)));
  }

  private static float[] noise(
      PictureNoise normal, DiffusionConfiguration configuration, Shape latent) {
    float[] noise = normal.gaussian(Math.toIntExact(latent.size()));
    if (configuration.noiseOffset() > 0) {
      float[] offsets = normal.gaussian((int) latent.get(0));
      int plane = noise.length / offsets.length;
      for (int i = 0; i < noise.length; i++) {
        noise[i] += (float) (configuration.noiseOffset() * offsets[i / plane]);
      }
    }
    return noise;
  }

  private static float[] drawn(PictureNoise normal, LatentSample sample) {
    return sample.deviation().length == 0
        ? sample.mean()
        : new LatentEncoder.Gaussian(sample.mean(), sample.deviation()).drawn(normal);
  }

  /** The weighted mean squared error (paper, eq. 5): one number. */
  NDArray loss(NDArray predicted) {
    return predicted.sub(target).square().mul(weights).mean();
  }
}
