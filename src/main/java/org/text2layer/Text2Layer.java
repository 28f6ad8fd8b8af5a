package org.text2layer;

import java.nio.file.Path;
import java.util.Map;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.TextEncoder;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.PipelineKind;

/**
 * Text to layers: a caption becomes foreground, background and soft mask together (Text2Layer,
 * arXiv 2307.09781). Holds the weights in native memory until closed; one generation at a time.
 */
public final class Text2Layer implements AutoCloseable {
  private final PictureGenerator generator;

  private Text2Layer(PictureGenerator generator) {
    this.generator = generator;
  }

  /** The embedded weights on the best device; no network is needed. */
  public static Text2Layer load() {
    return load(Precision.FLOAT32);
  }

  /**
   * The same in a precision; {@link Precision#best()} is the fastest on this machine.
   *
   * @throws IllegalArgumentException if the device does not compute natively in it
   */
  public static Text2Layer load(Precision precision) {
    try (LoadingBeside<MiniLmTextEncoder> text =
        LoadingBeside.begin("text encoder", MiniLmTextEncoder::embedded)) {
      return new Text2Layer(
          PictureGenerator.load(
              precision,
              "embedded interim weights",
              true,
              manager -> LatentDiffusion.embedded(manager, precision, text::take)));
    }
  }

  /**
   * A folder of safetensors in diffusers' layout, as {@link #save} writes it, on the best device.
   *
   * @throws org.text2layer.nn.weights.WeightsException if a part is missing, damaged or does not
   *     fit
   */
  public static Text2Layer load(Path folder) {
    return load(folder, Precision.FLOAT32);
  }

  /**
   * The same in a precision.
   *
   * @throws IllegalArgumentException if the device does not compute natively in it
   */
  public static Text2Layer load(Path folder, Precision precision) {
    return load(PipelineFolder.of(folder), folder, precision, true);
  }

  /**
   * A folder whose model was trained under a text encoder of the user's own.
   *
   * @param encoder that one; stays the caller's to close, after this model
   * @throws org.text2layer.nn.weights.WeightsException also if it is another than the folder names
   */
  public static Text2Layer load(Path folder, TextEncoder encoder) {
    PipelineFolder files = PipelineFolder.of(folder).withTextEncoder(encoder);
    return load(files, folder, Precision.FLOAT32, false);
  }

  private static Text2Layer load(
      PipelineFolder files, Path folder, Precision precision, boolean ownsText) {
    return new Text2Layer(
        PictureGenerator.load(
            precision,
            folder.toString(),
            ownsText,
            manager -> files.read(PipelineKind.LAYERS, manager, precision)));
  }

  /**
   * Writes the model as a folder that {@link #load(Path)} reads, and diffusers its UNet; each file
   * beside its target first, then moved. {@link PipelineFolder#write} does it for what was trained.
   *
   * @throws IllegalStateException if it was not loaded in {@link Precision#FLOAT32}
   */
  public void save(Path folder) {
    generator.precision().requireFull("save");
    PipelineFolder.of(folder).write(generator.pipeline());
  }

  /** One picture of this caption, as {@link GenerationRequest#of} asks for it. */
  public LayeredImage generate(String caption) {
    return generate(GenerationRequest.of(caption));
  }

  /** The first picture of a request. */
  public LayeredImage generate(GenerationRequest request) {
    return generate(request, GenerationListener.none());
  }

  /** The first picture of a request, followed step by step. */
  public LayeredImage generate(GenerationRequest request, GenerationListener listener) {
    return generateAll(request.count(1), listener).get(0);
  }

  /** All pictures of a request. */
  public Gallery generateAll(GenerationRequest request) {
    return generateAll(request, GenerationListener.none());
  }

  /**
   * All pictures of a request, followed step by step. A seed gives the same picture alone and in
   * any batch (within rounding). Interrupting the thread, or the listener's cancelling, ends it
   * within one step and frees its native memory.
   *
   * @throws org.text2layer.diffusion.SamplingCancelledException if it was cancelled or interrupted
   * @throws IllegalStateException if this model is closed
   */
  public Gallery generateAll(GenerationRequest request, GenerationListener listener) {
    return generator.generateAll(request, listener);
  }

  /**
   * Encodes layers into a latent and decodes its mean again: what the autoencoder keeps of them,
   * without any diffusion.
   *
   * @param layers foreground over background, or as many as the model has; height and width
   *     multiples of the latent space's downscale
   * @throws IllegalArgumentException if the size does not fit, or there are more layers
   */
  public LayeredImage reconstruct(LayeredImage layers) {
    return generator.reconstruct(layers);
  }

  /** How the networks' numbers are held, chosen when the model was loaded. */
  public Precision precision() {
    return generator.precision();
  }

  /** What a picture of this request will say about itself: caption, seed, sampler, model ... */
  public Map<String, String> provenance(GenerationRequest request) {
    return generator.provenance(request);
  }

  /** The device, chosen when the model was loaded, and why. */
  public ComputeDevice device() {
    return generator.device();
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return generator.openArrays();
  }

  /** Frees the weights; generating afterwards is refused. */
  @Override
  public void close() {
    generator.close();
  }

  /** Says what is loaded and where it runs. */
  @Override
  public String toString() {
    return "Text2Layer: " + generator.description("pixels in layers");
  }
}
