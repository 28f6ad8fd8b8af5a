package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.LayeredAutoencoder;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.UNet;
import org.text2layer.nn.ComputeDevice;
import org.text2layer.nn.ModelFolder;
import org.text2layer.nn.Precision;

/**
 * Text to layers: a caption becomes foreground, background and soft mask together (Text2Layer,
 * arXiv 2307.09781). Holds the weights in native memory until closed; one generation at a time.
 */
public final class Text2Layer implements AutoCloseable {
  private final PictureGenerator<LayeredParts> generator;

  private Text2Layer(PictureGenerator<LayeredParts> generator) {
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
    return new Text2Layer(
        PictureGenerator.load(precision, "embedded interim weights", LayeredParts::embedded));
  }

  /**
   * A folder of safetensors in diffusers' layout, as {@link #save} writes it, on the best device.
   *
   * @throws org.text2layer.nn.WeightsException if a part is missing, damaged or does not fit
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
    ModelFolder files = new ModelFolder(folder);
    return new Text2Layer(
        PictureGenerator.load(
            precision,
            folder.toString(),
            (manager, narrowed) -> LayeredParts.read(files, manager, narrowed)));
  }

  /**
   * Writes networks that were trained as a folder that {@link #load(Path)} reads.
   *
   * @param unet that predicts ε in the autoencoder's latents, scaled, under MiniLM's embeddings
   */
  public static void save(UNet unet, LayeredAutoencoder autoencoder, Path folder) {
    LayeredParts.write(
        new ModelFolder(folder), unet, autoencoder, SchedulerConfiguration.stableDiffusion());
  }

  /**
   * Writes the model as a folder that {@link #load(Path)} reads, and diffusers its UNet; each file
   * beside its target first, then moved.
   *
   * @throws IllegalStateException if it was not loaded in {@link Precision#FLOAT32}
   */
  public void save(Path folder) {
    generator.precision().requireFull("save");
    generator.parts().write(new ModelFolder(folder));
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
   * Encodes two layers into a latent and decodes its mean again: what the autoencoder keeps of
   * them, without any diffusion.
   *
   * @param layers two layers; height and width multiples of the autoencoder's downscale
   * @throws IllegalArgumentException if the size does not fit
   */
  public LayeredImage reconstruct(LayeredImage layers) {
    LayeredAutoencoder autoencoder = generator.parts().autoencoder();
    int downscale = autoencoder.configuration().downscale();
    if (layers.width() % downscale != 0 || layers.height() % downscale != 0) {
      throw new IllegalArgumentException(
          "Expected a width and height that are multiples of %d but came %dx%d: resize the layers first."
              .formatted(downscale, layers.width(), layers.height()));
    }
    try (NDManager scope = generator.newScope()) {
      NDArray mean = autoencoder.encode(PictureTensors.ofLayers(scope, List.of(layers))).mean();
      return PictureTensors.toLayers(autoencoder.decode(mean))
          .get(0)
          .withProvenance(layers.provenance());
    }
  }

  /** How the networks' numbers are held, chosen when the model was loaded. */
  public Precision precision() {
    return generator.precision();
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
