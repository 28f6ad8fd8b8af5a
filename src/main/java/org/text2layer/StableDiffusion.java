package org.text2layer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.text2layer.diffusion.Prediction;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.PipelineKind;

/**
 * Text to a plain picture: Stable Diffusion v1 and v2 (Rombach et al. 2022, arXiv 2112.10752) from
 * a folder in diffusers' layout or a file. {@code
 * StableDiffusion.load(Path.of("stable-diffusion-v1-5"))}. Holds the weights in native memory, as
 * 32-bit floats if not loaded otherwise, until closed; one generation at a time.
 */
public final class StableDiffusion implements AutoCloseable {
  private final PictureGenerator generator;

  private StableDiffusion(PictureGenerator generator) {
    this.generator = generator;
  }

  /**
   * Stable Diffusion as it is published, on the best device; weights are safetensors of any float
   * type, pickles are refused.
   *
   * <p>A folder as diffusers' StableDiffusionPipeline.save_pretrained writes it: unet, vae and
   * text_encoder as files, shards or variants of them (fp16), tokenizer as vocab.json and
   * merges.txt or as tokenizer.json, scheduler. A safety checker is not read.
   *
   * <p>Or one file with latent diffusion's names, beside which is the folder "tokenizer". Of v2,
   * its inference YAML beside it, or {@link #load(Path, Precision, Prediction)}, says what it
   * predicts. Configurations beside it, named as in diffusers' layout, say what is otherwise than
   * published.
   *
   * @param model the folder or the file
   * @throws org.text2layer.nn.weights.WeightsException if a part is missing, damaged, of another
   *     model, or does not fit the others
   */
  public static StableDiffusion load(Path model) {
    return load(model, Precision.FLOAT32);
  }

  /**
   * The same in a precision; {@link Precision#best()} is the fastest on this machine. UNet and
   * autoencoder are held in it, the text encoder in 32 bits.
   *
   * @throws IllegalArgumentException if the device does not compute natively in it
   */
  public static StableDiffusion load(Path model, Precision precision) {
    return load(model, precision, PipelineFolder.of(model));
  }

  /** The same of a UNet that predicts this, whatever the files say. */
  public static StableDiffusion load(Path model, Precision precision, Prediction prediction) {
    return load(model, precision, PipelineFolder.of(model).withPrediction(prediction));
  }

  private static StableDiffusion load(Path model, Precision precision, PipelineFolder files) {
    return new StableDiffusion(
        PictureGenerator.load(
            precision,
            model.toString(),
            true,
            manager -> files.read(PipelineKind.PICTURES, manager, precision)));
  }

  /** One picture of this caption, as {@link GenerationRequest#of} asks for it. */
  public RgbImage generate(String caption) {
    return generate(GenerationRequest.of(caption));
  }

  /** The first picture of a request. */
  public RgbImage generate(GenerationRequest request) {
    return generate(request, GenerationListener.none());
  }

  /** The first picture of a request, followed step by step. */
  public RgbImage generate(GenerationRequest request, GenerationListener listener) {
    return generateAll(request.count(1), listener).get(0);
  }

  /** All pictures of a request. */
  public List<RgbImage> generateAll(GenerationRequest request) {
    return generateAll(request, GenerationListener.none());
  }

  /**
   * All pictures of a request, followed step by step. A seed gives the same picture alone and in
   * any batch (within rounding). Interrupting the thread, or the listener's cancelling, ends it
   * within one step and frees its native memory.
   *
   * @param listener sees plain pictures as images without layers, with their provenance
   * @throws org.text2layer.diffusion.SamplingCancelledException if it was cancelled or interrupted
   * @throws IllegalStateException if this model is closed
   */
  public List<RgbImage> generateAll(GenerationRequest request, GenerationListener listener) {
    Gallery gallery = generator.generateAll(request, listener);
    List<RgbImage> pictures = new ArrayList<>();
    for (LayeredImage picture : gallery) {
      pictures.add(picture.backdrop());
    }
    return List.copyOf(pictures);
  }

  /**
   * Where the first picture of a request comes from: caption, seed, sampler and the like, to be
   * written with it by {@link org.text2layer.image.PngWriter}.
   */
  public Map<String, String> provenance(GenerationRequest request) {
    return generator.provenance(request);
  }

  /** How the networks' numbers are held, chosen when the model was loaded. */
  public Precision precision() {
    return generator.precision();
  }

  /** The device, chosen when the model was loaded, and why. */
  public ComputeDevice device() {
    return generator.device();
  }

  PictureGenerator generator() {
    return generator;
  }

  /** Frees the weights; generating afterwards is refused. */
  @Override
  public void close() {
    generator.close();
  }

  /** Says what is loaded and where it runs. */
  @Override
  public String toString() {
    return "StableDiffusion: " + generator.description("pixels");
  }
}
