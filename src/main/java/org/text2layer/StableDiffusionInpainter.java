package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.diffusion.DiffusionProcess;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.SamplingListener;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.model.Inpainter;
import org.text2layer.model.PictureTensors;
import org.text2layer.nn.Checksum;
import org.text2layer.nn.ComputeDevice;
import org.text2layer.nn.ModelFolder;
import org.text2layer.nn.Precision;

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
  private final StableDiffusionParts parts;
  private final int steps;
  private final long seed;

  private StableDiffusionInpainter(
      Path folder, NDManager manager, StableDiffusionParts parts, int steps, long seed) {
    this.folder = folder;
    this.manager = manager;
    this.parts = parts;
    this.steps = steps;
    this.seed = seed;
  }

  /** {@link #load(Path, int, long)} with 50 steps of DDIM and seed 0. */
  public static StableDiffusionInpainter load(Path folder) {
    return load(folder, STEPS, 0);
  }

  /**
   * A folder as diffusers' StableDiffusionInpaintPipeline.save_pretrained writes it, on the best
   * device: as {@link StableDiffusion#load} reads one. Pickles are refused.
   *
   * @param steps of DDIM, from 1 to the schedule's length
   * @param seed of the first noise: every picture starts from the same
   * @throws org.text2layer.nn.WeightsException if a part is missing, damaged, of another model, or
   *     does not fit the others
   * @throws IllegalArgumentException if the steps do not fit the schedule
   */
  public static StableDiffusionInpainter load(Path folder, int steps, long seed) {
    NDManager manager = ComputeDevice.best().newManager();
    try {
      StableDiffusionParts parts =
          StableDiffusionParts.read(
              new ModelFolder(folder),
              manager,
              Precision.FLOAT32,
              StableDiffusionParts.Task.INPAINTING);
      SamplerFactory.ddim().create(parts.scheduler(), steps);
      return new StableDiffusionInpainter(folder, manager, parts, steps, seed);
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
    int size = parts.unet().configuration().sampleSize() * parts.latents().downscale();
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
    int size = parts.unet().configuration().sampleSize();
    try (NDManager scope = manager.newSubManager()) {
      NDArray known =
          parts
              .autoencoder()
              .encode(PictureTensors.ofPictures(scope, List.of(emptied)))
              .mean()
              .mul((float) parts.latents().latentScale());
      NDArray condition = ofHole(scope, hole, size).concat(known, 1);
      NDArray caption = parts.textEncoder().encode(scope, List.of(""));
      NDArray latents =
          process(condition)
              .sample(
                  scope,
                  caption,
                  caption,
                  new Shape(parts.latents().latentChannels(), size, size),
                  new long[] {seed},
                  SamplingListener.none());
      NDArray raw = latents.div((float) parts.latents().latentScale());
      return parts.decode(raw).backdrop();
    }
  }

  private DiffusionProcess process(NDArray condition) {
    return DiffusionProcess.of(
        (latents, timesteps, context) ->
            parts.unet().predict(latents.concat(condition, 1), timesteps, context),
        SamplerFactory.ddim().create(parts.scheduler(), steps),
        Guidance.of(1));
  }

  /** The pixel nearest to each latent's upper left corner, as the reference takes it. */
  private NDArray ofHole(NDManager scope, Mask hole, int size) {
    int step = parts.latents().downscale();
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
      return "latent diffusion inpainter, folder %s, %d steps of DDIM, seed %d"
          .formatted(Checksum.ofFolder(folder), steps, seed);
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
      parts.textEncoder().close();
      manager.close();
    }
  }
}
