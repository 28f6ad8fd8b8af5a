package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.model.LatentDistribution;
import org.text2layer.model.TextEncoder;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;

/**
 * From layered samples to what the diffusion model learns from. Thread-safe.
 *
 * @param manager of the device that encodes
 * @param space what a latent is
 * @param text the captions' encoder
 */
public record LatentEncoder(NDManager manager, LatentSpace space, TextEncoder text) {
  /**
   * Samples that are encoded when they are asked for, by the loader's threads: where a latent is
   * drawn anew each time, or the data has no end. A latent costs as much as a forward pass of the
   * autoencoder: {@link LatentCache} encodes once.
   */
  public TrainingData<LatentSample> onTheFly(TrainingData<LayeredSample> samples) {
    return new TrainingData<>() {
      @Override
      public long size() {
        return samples.size();
      }

      @Override
      public LatentSample get(long index) {
        LayeredSample sample = samples.get(index);
        Gaussian latent = encode(List.of(samples.id(index)), List.of(sample)).get(0);
        float[] context = CaptionShape.embed(text, sample.caption());
        return new LatentSample(latent.mean(), latent.deviation(), context);
      }

      @Override
      public String id(long index) {
        return samples.id(index);
      }

      @Override
      public String description() {
        return samples.description();
      }
    };
  }

  /**
   * A latent's distribution.
   *
   * @param mean channels x height x width
   * @param deviation the same length
   */
  record Gaussian(float[] mean, float[] deviation) {}

  /**
   * Encodes a batch.
   *
   * @param ids for messages
   * @throws TrainingException if a sample lacks a layer or a caption, or has another size
   */
  List<Gaussian> encode(List<String> ids, List<LayeredSample> samples) {
    for (int i = 0; i < samples.size(); i++) {
      check(ids.get(i), samples.get(i));
    }
    try (NDManager scope = manager.newSubManager()) {
      LatentDistribution latents = space.encode(scope, samples);
      float[] means = latents.mean().toFloatArray();
      float[] deviations = latents.logVariance().div(2).exp().toFloatArray();
      int size = Math.toIntExact(space.shape().size());
      List<Gaussian> all = new ArrayList<>();
      for (int from = 0; from < means.length; from += size) {
        all.add(
            new Gaussian(
                Arrays.copyOfRange(means, from, from + size),
                Arrays.copyOfRange(deviations, from, from + size)));
      }
      return all;
    }
  }

  private void check(String id, LayeredSample sample) {
    int layers = sample.layers().layers().size();
    if (layers != 1) {
      throw new TrainingException(
          "Expected foreground, background and mask of each sample but '%s' has %d layers over its backdrop: leave it out."
              .formatted(id, layers));
    }
    int size = space.pictureSize();
    if (sample.picture().width() != size || sample.picture().height() != size) {
      throw new TrainingException(
          "Expected pictures of %dx%d but sample '%s' is %dx%d: resize or crop it first."
              .formatted(size, size, id, sample.picture().width(), sample.picture().height()));
    }
    if (sample.caption().isBlank()) {
      throw new TrainingException(
          "Expected a caption of each sample but that of '%s' is empty: caption it or leave it out; empty captions for guidance are added in training."
              .formatted(id));
    }
  }
}
