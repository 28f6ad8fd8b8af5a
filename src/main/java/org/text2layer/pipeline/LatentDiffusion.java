package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.text2layer.diffusion.Denoiser;
import org.text2layer.diffusion.DiffusionProcess;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Sampler;
import org.text2layer.diffusion.SamplingListener;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.Pretrained;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Weights;

/**
 * A text-to-picture model: text encoder, denoiser with the schedule that it was trained with, and
 * latent space (Rombach et al. 2022; paper, IV-C). Everything that samples or trains takes one.
 *
 * <p>Immutable. It owns no native memory: its parts belong to whoever made them. Sampling is for
 * one thread at a time.
 */
public final class LatentDiffusion {
  private final TextEncoder text;
  private final UNet unet;
  private final SchedulerConfiguration scheduler;
  private final LatentSpace space;
  private final Denoiser denoiser;

  private LatentDiffusion(
      TextEncoder text,
      UNet unet,
      SchedulerConfiguration scheduler,
      LatentSpace space,
      Denoiser denoiser) {
    this.text = text;
    this.unet = unet;
    this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
    this.space = space;
    this.denoiser = denoiser;
  }

  /**
   * The embedded weights: CaT2I-AE, its UNet and MiniLM, which the caller closes.
   *
   * @param manager owns the parameters, on its device
   * @param precision of UNet and autoencoder
   * @param text asked for MiniLM once the weights are loaded
   */
  public static LatentDiffusion embedded(
      NDManager manager, Precision precision, Supplier<MiniLmTextEncoder> text) {
    UNet unet = Pretrained.layeredUNet(manager, precision);
    LatentSpace space = LatentSpace.layered(Pretrained.layeredAutoencoder(manager, precision));
    return of(text.get(), unet, SchedulerConfiguration.stableDiffusion(), space);
  }

  /**
   * Joins parts of one model.
   *
   * @param unet that predicts what the scheduler says, in the space's latents, under the encoder's
   *     embeddings
   * @throws IllegalArgumentException if they do not fit each other
   */
  public static LatentDiffusion of(
      TextEncoder text, UNet unet, SchedulerConfiguration scheduler, LatentSpace space) {
    return conditioned(text, unet, scheduler, space, 0);
  }

  /**
   * The same where the UNet also sees channels that are not to be denoised, as the inpainting
   * variants of Stable Diffusion: before it samples, {@link #withDenoiser} has to bring them.
   *
   * @param conditionChannels beside the latent's; 0 for none
   */
  static LatentDiffusion conditioned(
      TextEncoder text,
      UNet unet,
      SchedulerConfiguration scheduler,
      LatentSpace space,
      int conditionChannels) {
    requireFit(text, unet, space, conditionChannels);
    return new LatentDiffusion(text, unet, scheduler, space, unet::predict);
  }

  private static void requireFit(
      TextEncoder text, UNet unet, LatentSpace space, int conditionChannels) {
    var structure = unet.configuration();
    if (structure.contextWidth() != text.width()) {
      throw new IllegalArgumentException(
          "Expected a UNet that attends to the text encoder's embeddings of width %s but it takes width %s: take both from one model."
              .formatted(text.width(), structure.contextWidth()));
    }
    int channels = space.channels();
    int in = channels + conditionChannels;
    if (structure.inChannels() != in || structure.outChannels() != channels) {
      throw new IllegalArgumentException(
          "Expected a UNet of %s channels in and %s out, for the latents of %s, but it takes %s and gives %s: take both from one model."
              .formatted(
                  in,
                  channels,
                  space.layout().layers() == 0 ? "whole pictures" : "layers",
                  structure.inChannels(),
                  structure.outChannels()));
    }
    if (structure.sampleSize() % structure.downscale() != 0) {
      throw new IllegalArgumentException(
          "Expected a sample size that is a multiple of %s, for the levels of the UNet, but it is %s: check its configuration."
              .formatted(structure.downscale(), structure.sampleSize()));
    }
  }

  /**
   * The same model asked in another way: with adapters, or with a condition beside the latents.
   *
   * @param other stands in for the UNet wherever this samples
   */
  public LatentDiffusion withDenoiser(Denoiser other) {
    return new LatentDiffusion(text, unet, scheduler, space, other);
  }

  /** The same text encoder, UNet and schedule for latents of several frames. */
  LatentDiffusion inFrames(LatentSpace frames, Denoiser together) {
    return new LatentDiffusion(text, unet, scheduler, frames, together);
  }

  /**
   * The same model with another UNet of its kind: one that has learned.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  public LatentDiffusion withUNet(UNet other) {
    return of(text, other, scheduler, space);
  }

  /** The captions' encoder. */
  public TextEncoder text() {
    return text;
  }

  /** The denoising network. */
  public UNet unet() {
    return unet;
  }

  /** What the network predicts, and under which schedule of noise. */
  public SchedulerConfiguration scheduler() {
    return scheduler;
  }

  /** What a latent is. */
  public LatentSpace space() {
    return space;
  }

  /** The size that the network was trained at. */
  public PictureSize size() {
    return PictureSize.square(unet.configuration().sampleSize() * space.downscale());
  }

  /** Width and height of pictures are multiples of this. */
  public int multiple() {
    int step = space.downscale() * unet.configuration().downscale();
    int multiple = step;
    while (multiple % space.multiple() != 0) {
      multiple += step;
    }
    return multiple;
  }

  /**
   * The latent of a picture of this size: (channels, height, width).
   *
   * @throws IllegalArgumentException if a side is no multiple of {@link #multiple}
   */
  public Shape latentShape(PictureSize size) {
    size.requireMultiple(multiple());
    return space.shape(size);
  }

  /**
   * What tells this model from any other: its parts, with checksums. Reads all weights, a second a
   * gigabyte or so.
   */
  public String description() {
    return "UNet %s #%.16s, %s, latents: %s, text: %s"
        .formatted(
            unet.configuration().toJson(),
            Weights.checksum(unet),
            scheduler.toJson(),
            space.description(),
            text.description());
  }

  /**
   * Embeds captions, and the negative one.
   *
   * @param scope owns the result
   * @param negative what to steer away from; empty is the usual unconditional
   */
  public EncodedCaptions encode(NDManager scope, List<String> captions, String negative) {
    return new EncodedCaptions(text.encode(scope, captions), text.encode(scope, List.of(negative)));
  }

  /**
   * Latents of one picture a caption, as the network sees them: {@link LatentSpace#decode} makes
   * pictures of them.
   *
   * @param scope owns the result
   * @param size of the pictures; others than {@link #size} work, less well the further they are
   * @param seeds one a caption: a seed gives the same picture alone and in any batch (within
   *     rounding)
   * @return (captions, channels, height, width)
   * @throws IllegalArgumentException if a side is no multiple of {@link #multiple}
   * @throws org.text2layer.diffusion.SamplingCancelledException if the listener or an interrupt
   *     asked for it
   */
  public NDArray sample(
      NDManager scope,
      EncodedCaptions captions,
      PictureSize size,
      long[] seeds,
      Sampler sampler,
      Guidance guidance,
      SamplingListener listener) {
    return new DiffusionProcess(denoiser, sampler, guidance)
        .sample(
            scope,
            captions.conditional(),
            captions.unconditional(),
            latentShape(size),
            seeds,
            listener);
  }

  /**
   * One picture a caption, of the trained size; without layers if the latent space has none.
   *
   * @param manager of the device that computes; nothing stays on it
   * @param seeds one a caption
   */
  public List<LayeredImage> generate(
      NDManager manager, List<String> captions, long[] seeds, Sampler sampler, Guidance guidance) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray latents =
          sample(
              scope,
              encode(scope, captions, ""),
              size(),
              seeds,
              sampler,
              guidance,
              SamplingListener.none());
      return space.decode(latents);
    }
  }

  /** A sampler for this model. */
  public Sampler sampler(SamplerFactory factory, int steps) {
    return factory.create(scheduler, steps);
  }

  /** Says what it is made of, without reading weights. */
  @Override
  public String toString() {
    return "LatentDiffusion of %s pixels, %s".formatted(size(), scheduler.prediction());
  }

  /**
   * What guidance goes to and comes from, as {@link LatentDiffusion#encode} makes it.
   *
   * @param conditional (captions, positions, width)
   * @param unconditional the negative caption's (1, positions, width); the empty one is usual
   */
  public record EncodedCaptions(NDArray conditional, NDArray unconditional) {
    /**
     * All captions as those of one picture, whose frames have one each: (1, captions x positions,
     * width).
     */
    public EncodedCaptions sideBySide() {
      long captions = conditional.getShape().get(0);
      Shape joined =
          new Shape(1, captions * conditional.getShape().get(1), conditional.getShape().get(2));
      return captions == 1
          ? this
          : new EncodedCaptions(
              conditional.reshape(joined), unconditional.repeat(0, captions).reshape(joined));
    }

    /** The first caption, this many times: for as many pictures of it. */
    public EncodedCaptions repeated(int times) {
      return new EncodedCaptions(conditional.get("0:1").repeat(0, times), unconditional);
    }
  }
}
