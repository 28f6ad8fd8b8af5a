package org.text2layer;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.pipeline.LayerDiffuseFolder;
import org.text2layer.pipeline.LayerDiffuseFolder.Frames;

/**
 * Text to layers by Stable Diffusion 1.5 with LayerDiffuse's weights (Zhang and Agrawala 2024,
 * arXiv 2402.17113). {@code LayerDiffusion.load(StableDiffusion.load(sd15), folder)} generates
 * foreground, background and their blend together; the layered picture is made of the first two.
 * Holds its weights in native memory until closed, and uses Stable Diffusion's, which has to stay
 * open; one generation at a time.
 */
public final class LayerDiffusion implements AutoCloseable {
  private final StableDiffusion plain;
  private final Frames frames;
  private final PictureGenerator generator;

  private LayerDiffusion(StableDiffusion plain, Frames frames, PictureGenerator generator) {
    this.plain = plain;
    this.frames = frames;
    this.generator = generator;
  }

  /**
   * Foreground and background together, from layer_sd15_joint.safetensors and
   * layer_sd15_vae_transparent_decoder.safetensors; layer_sd15_vae_transparent_encoder.safetensors
   * is read if it is there. In Stable Diffusion's precision and on its device; the transparent
   * decoder is in 32 bits.
   *
   * @param plain Stable Diffusion 1.5, or what was fine-tuned from it; stays the caller's to close,
   *     after this
   * @param folder with the public weights, named as on the hub
   * @throws org.text2layer.nn.weights.WeightsException if a file is missing, or tensors are
   *     missing, unknown or misshapen: all in one message, by the files' own names
   */
  public static LayerDiffusion load(StableDiffusion plain, Path folder) {
    return load(plain, folder, Frames.JOINT);
  }

  /** The foreground alone, over middle grey: from layer_sd15_transparent_attn.safetensors. */
  public static LayerDiffusion loadForeground(StableDiffusion plain, Path folder) {
    return load(plain, folder, Frames.FOREGROUND);
  }

  private static LayerDiffusion load(StableDiffusion plain, Path folder, Frames frames) {
    PictureGenerator base = plain.generator();
    base.requireOpen();
    return new LayerDiffusion(
        plain,
        frames,
        PictureGenerator.load(
            base.precision(),
            "%s with LayerDiffuse of %s".formatted(base.origin(), folder),
            false,
            manager ->
                new LayerDiffuseFolder(folder)
                    .join(base.pipeline(), frames, manager, base.precision())));
  }

  /** One picture of this caption, as {@link GenerationRequest#of} asks for it. */
  public LayeredImage generate(String caption) {
    return generate(GenerationRequest.of(caption));
  }

  /** The first picture of a request, all of whose layers have its caption. */
  public LayeredImage generate(GenerationRequest request) {
    return generateAll(request.count(1), GenerationListener.none()).get(0);
  }

  /** The first picture of a request, whose caption is the whole's, with captions of its layers. */
  public LayeredImage generate(GenerationRequest request, LayerCaptions layers) {
    return generateAll(request.count(1), layers, GenerationListener.none()).get(0);
  }

  /** All pictures of a request, all of whose layers have its caption. */
  public Gallery generateAll(GenerationRequest request, GenerationListener listener) {
    plain.generator().requireOpen();
    return generator.generateAll(request, listener);
  }

  /**
   * All pictures of a request, followed step by step. Width and height are multiples of 64. A seed
   * gives the same picture alone and in any batch (within rounding). Interrupting the thread, or
   * the listener's cancelling, ends it within one step and frees its native memory.
   *
   * @param request its caption says what the whole picture shows
   * @param listener previews the blend, a picture without layers
   * @throws org.text2layer.diffusion.SamplingCancelledException if it was cancelled or interrupted
   * @throws IllegalStateException if this model or Stable Diffusion is closed
   * @throws IllegalArgumentException if this generates the foreground alone
   */
  public Gallery generateAll(
      GenerationRequest request, LayerCaptions layers, GenerationListener listener) {
    plain.generator().requireOpen();
    if (frames != Frames.JOINT) {
      throw new IllegalArgumentException(
          "Expected one caption for a foreground alone but came captions of layers: load the joint weights by LayerDiffusion.load.");
    }
    return generator.generateAll(request, Optional.of(layers), listener);
  }

  /**
   * Encodes layers, the foreground's transparency by the transparent encoder, and decodes them
   * again: what autoencoder and transparent decoder keep of them, without any diffusion.
   *
   * @param layers two layers; height and width multiples of 64
   * @throws IllegalStateException if the folder had no transparent encoder
   * @throws IllegalArgumentException if the size does not fit
   */
  public LayeredImage reconstruct(LayeredImage layers) {
    plain.generator().requireOpen();
    return generator.reconstruct(layers);
  }

  /** What a picture of this request will say about itself: caption, seed, sampler, model ... */
  public Map<String, String> provenance(GenerationRequest request) {
    return generator.provenance(request);
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return generator.openArrays();
  }

  /** Frees its own weights, not Stable Diffusion's; generating afterwards is refused. */
  @Override
  public void close() {
    generator.close();
  }

  /** Says what is loaded and where it runs. */
  @Override
  public String toString() {
    return "LayerDiffusion: " + generator.description("pixels in layers");
  }
}
