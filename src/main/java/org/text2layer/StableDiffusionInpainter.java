package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Sampler;
import org.text2layer.diffusion.SamplingListener;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.PipelineKind;
import org.text2layer.pipeline.SamplerFactory;

/**
 * The paper's inpainter (III-B): latent diffusion whose UNet also sees the hole and the rest of the
 * picture (9 input channels, as stable-diffusion-2-inpainting), with the empty caption. It works at
 * the size its UNet was trained on; other pictures are resampled there and back, and what was
 * outside the hole is pasted back exactly. Holds the weights in native memory until closed; one
 * picture at a time.
 */
public final class StableDiffusionInpainter implements Inpainter {
  private static final int STEPS = 50;

  private final Path folder;
  private final NDManager manager;
  private final LatentDiffusion pipeline;
  private final Sampler sampler;
  private final long seed;

  private StableDiffusionInpainter(
      Path folder, NDManager manager, LatentDiffusion pipeline, Sampler sampler, long seed) {
    this.folder = folder;
    this.manager = manager;
    this.pipeline = pipeline;
    this.sampler = sampler;
    this.seed = seed;
  }

  /** {@link #load(Path, int, long)} with 50 steps of DDIM and seed 0. */
  public static StableDiffusionInpainter load(Path folder) {
    return load(folder, STEPS, 0);
  }

  /**
   * A folder as diffusers' StableDiffusionInpaintPipeline.save_pretrained writes it, or one file of
   * the same, on the best device: as {@link StableDiffusion#load(Path)} reads them. Pickles are
   * refused.
   *
   * @param steps of DDIM, from 1 to the schedule's length
   * @param seed of the first noise: every picture starts from the same
   * @throws org.text2layer.nn.weights.WeightsException if a part is missing, damaged, of another
   *     model, or does not fit the others
   * @throws IllegalArgumentException if the steps do not fit the schedule
   */
  public static StableDiffusionInpainter load(Path folder, int steps, long seed) {
    NDManager manager = ComputeDevice.best().newManager();
    try {
      LatentDiffusion pipeline =
          PipelineFolder.of(folder).read(PipelineKind.INPAINTING, manager, Precision.FLOAT32);
      Sampler sampler = pipeline.sampler(SamplerFactory.ddim(), steps);
      return new StableDiffusionInpainter(folder, manager, pipeline, sampler, seed);
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  @Override
  public RgbImage inpaint(RgbImage picture, Mask hole) {
    Inpainter.requireFillable(picture, hole);
    if (!manager.isOpen()) {
      throw new IllegalStateException(
          "Expected an open inpainter but this one is closed: load it again.");
    }
    int size = pipeline.size().width();
    Mask binary = coarser(hole.thresholded(0), size);
    RgbImage filled = fill(picture.resized(size, size, Resampling.BILINEAR), binary);
    RgbImage back = filled.resized(picture.width(), picture.height(), Resampling.BICUBIC);
    return Inpainter.pasted(picture, back, hole);
  }

  /** All pixels that resampling the picture mixes the hole into: the same filter tells. */
  private static Mask coarser(Mask hole, int size) {
    return hole.resized(size, size, Resampling.BILINEAR).thresholded(0);
  }

  private RgbImage fill(RgbImage picture, Mask hole) {
    RgbImage emptied = Inpainter.emptied(picture, hole);
    LayeredImage around = LayeredImage.of(emptied, List.of());
    try (NDManager scope = manager.newSubManager()) {
      NDArray known = pipeline.space().encode(scope, List.of(around)).mean();
      NDArray condition = ofHole(scope, hole).concat(known, 1);
      NDArray latents =
          pipeline
              .withDenoiser(
                  (noisy, timesteps, context) ->
                      pipeline.unet().predict(noisy.concat(condition, 1), timesteps, context))
              .sample(
                  scope,
                  pipeline.encode(scope, List.of(""), ""),
                  pipeline.size(),
                  new long[] {seed},
                  sampler,
                  Guidance.of(1),
                  SamplingListener.none());
      return pipeline.space().decode(latents).get(0).backdrop();
    }
  }

  /** The pixel nearest to each latent's upper left corner, as the reference takes it. */
  private NDArray ofHole(NDManager scope, Mask hole) {
    int step = pipeline.space().downscale();
    int size = hole.width() / step;
    float[] values = new float[size * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = hole.value(i % size * step, i / size * step);
    }
    return scope.create(values, new Shape(1, 1, size, size));
  }

  /** Reads the whole folder again. */
  @Override
  public String description() {
    try {
      return "latent diffusion inpainter, folder %s, %s steps of DDIM, seed %s"
          .formatted(Checksum.ofFolder(folder), sampler.steps(), seed);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    if (manager.isOpen()) {
      pipeline.text().close();
      manager.close();
    }
  }
}
