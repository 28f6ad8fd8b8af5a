package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PictureSize;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;

/**
 * From layered samples to what the diffusion model learns from. Thread-safe.
 *
 * @param manager of the device that encodes
 * @param space what a latent is
 * @param text the captions' encoder
 * @param size of the pictures
 */
public record LatentEncoder(
    NDManager manager, LatentSpace space, TextEncoder text, PictureSize size) {
  /** For a pipeline's own training: its latents, its text, pictures of its size. */
  public static LatentEncoder of(NDManager manager, LatentDiffusion pipeline) {
    return new LatentEncoder(manager, pipeline.space(), pipeline.text(), pipeline.size());
  }

  /** One latent: (channels, height, width). */
  public Shape latentShape() {
    return space.shape(size);
  }

  /** What tells what is encoded here from anything else. */
  String description() {
    return "%s, %s pixels, captions by %s".formatted(space.description(), size, text.description());
  }

  /**
   * Samples that are encoded when they are asked for, by the loader's threads: where a latent is
   * drawn anew each time, or the data has no end. A latent costs as much as a forward pass of the
   * autoencoder: {@link LatentCache} encodes once.
   */
  public TrainingData<LatentSample> onTheFly(TrainingData<LayeredSample> samples) {
    return TrainingData.of(
        samples.description(),
        samples.size(),
        index -> encode(samples.id(index), samples.get(index)),
        samples::id);
  }

  private LatentSample encode(String id, LayeredSample sample) {
    Gaussian latent = encode(List.of(id), List.of(sample)).get(0);
    float[] context = CaptionShape.embed(text, sample.caption());
    return new LatentSample(latent.mean(), latent.deviation(), context);
  }

  /**
   * A latent's distribution.
   *
   * @param mean channels x height x width
   * @param deviation the same length
   */
  record Gaussian(float[] mean, float[] deviation) {
    /** One latent. */
    float[] drawn(PictureNoise normal) {
      float[] latent = normal.gaussian(mean.length);
      for (int i = 0; i < latent.length; i++) {
        latent[i] = mean[i] + deviation[i] * latent[i];
      }
      return latent;
    }
  }

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
      LatentDistribution latents =
          space.encode(scope, samples.stream().map(this::pictured).toList());
      float[] means = latents.mean().toFloatArray();
      float[] deviations = latents.logVariance().div(2).exp().toFloatArray();
      int length = means.length / samples.size();
      List<Gaussian> all = new ArrayList<>();
      for (int from = 0; from < means.length; from += length) {
        all.add(
            new Gaussian(
                Arrays.copyOfRange(means, from, from + length),
                Arrays.copyOfRange(deviations, from, from + length)));
      }
      return all;
    }
  }

  /** The whole picture is I, which eq. 1 gives back but for rounding and F's black pixels. */
  private LayeredImage pictured(LayeredSample sample) {
    return space.layout().layers() == 0
        ? LayeredImage.of(sample.picture(), List.of())
        : sample.layers();
  }

  private void check(String id, LayeredSample sample) {
    int expected = space.layout().layers();
    int layers = sample.layers().layers().size();
    if (expected > 0 && layers != expected) {
      throw new TrainingException(
          "Expected %s layers over the background of each sample, as the latents have, but '%s' has %s layers: leave it out, or train a model of as many."
              .formatted(expected, id, layers));
    }
    PictureSize found = new PictureSize(sample.picture().width(), sample.picture().height());
    if (!found.equals(size)) {
      throw new TrainingException(
          "Expected pictures of %s but sample '%s' is %s: resize or crop it first."
              .formatted(size, id, found));
    }
    if (sample.caption().isBlank()) {
      throw new TrainingException(
          "Expected a caption of each sample but that of '%s' is empty: caption it or leave it out; empty captions for guidance are added in training."
              .formatted(id));
    }
  }
}
