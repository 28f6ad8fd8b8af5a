package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.text2layer.diffusion.DiffusionProcess;
import org.text2layer.diffusion.Sampler;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.LayeredAutoencoder;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.Pretrained;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.UNet;
import org.text2layer.nn.ComputeDevice;

/**
 * Text to layers: a caption becomes foreground, background and soft mask together (Text2Layer,
 * arXiv 2307.09781). Holds the weights in native memory until closed; one generation at a time.
 */
public final class Text2Layer implements AutoCloseable {
  /** Bounds the memory of one call; a picture's result does not depend on it. */
  private static final int BATCH = 4;

  private final ComputeDevice device;
  private final String origin;
  private final NDManager manager;
  private final TextEncoder textEncoder;
  private final UNet unet;
  private final LayeredAutoencoder autoencoder;
  private final SchedulerConfiguration scheduler;

  private Text2Layer(
      ComputeDevice device,
      String origin,
      NDManager manager,
      TextEncoder textEncoder,
      ModelFolder.Parts parts) {
    this.device = device;
    this.origin = origin;
    this.manager = manager;
    this.textEncoder = textEncoder;
    unet = parts.unet();
    autoencoder = parts.autoencoder();
    scheduler = parts.scheduler();
  }

  /** The embedded weights on the best device; no network is needed. */
  public static Text2Layer load() {
    return load(
        "embedded interim weights",
        manager ->
            new ModelFolder.Parts(
                Pretrained.layeredUNet(manager),
                Pretrained.layeredAutoencoder(manager),
                SchedulerConfiguration.stableDiffusion()));
  }

  /**
   * A folder of safetensors in diffusers' layout, as {@link #save} writes it, on the best device.
   *
   * @throws org.text2layer.nn.WeightsException if a part is missing, damaged or does not fit
   */
  public static Text2Layer load(Path folder) {
    return load(folder.toString(), new ModelFolder(folder)::load);
  }

  private static Text2Layer load(String origin, Function<NDManager, ModelFolder.Parts> parts) {
    ComputeDevice device = ComputeDevice.best();
    NDManager manager = device.newManager();
    try {
      ModelFolder.Parts loaded = parts.apply(manager);
      return new Text2Layer(device, origin, manager, MiniLmTextEncoder.embedded(), loaded);
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  /**
   * Writes the model as a folder that {@link #load(Path)} reads, and diffusers its UNet; each file
   * beside its target first, then moved.
   */
  public void save(Path folder) {
    new ModelFolder(folder).save(new ModelFolder.Parts(unet, autoencoder, scheduler));
  }

  /** One picture of this caption: seed 0, 20 steps of DDIM, guidance 5. */
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
    requireOpen();
    Sampler sampler = request.sampler().create(scheduler, request.steps());
    listener.onStarted(sampler.steps() * batches(request));
    Gallery gallery;
    try {
      gallery = Gallery.labelled(sample(request, sampler, listener));
    } catch (RuntimeException reason) {
      listener.onStopped(reason);
      throw reason;
    }
    listener.onFinished(gallery);
    return gallery;
  }

  private Map<String, LayeredImage> sample(
      GenerationRequest request, Sampler sampler, GenerationListener listener) {
    Map<String, LayeredImage> pictures = new LinkedHashMap<>();
    try (NDManager run = manager.newSubManager()) {
      Captions captions = Captions.of(run, textEncoder, request);
      while (pictures.size() < request.count()) {
        int from = pictures.size();
        int size = Math.min(BATCH, request.count() - from);
        long[] seeds = LongStream.range(0, size).map(i -> request.seed() + from + i).toArray();
        List<LayeredImage> batch = batch(run, request, sampler, captions, seeds, listener);
        for (int i = 0; i < size; i++) {
          pictures.put("seed " + seeds[i], batch.get(i));
        }
      }
    }
    return pictures;
  }

  private static int batches(GenerationRequest request) {
    return (request.count() + BATCH - 1) / BATCH;
  }

  /**
   * Encodes two layers into a latent and decodes its mean again: what the autoencoder keeps of
   * them, without any diffusion.
   *
   * @param layers two layers; height and width multiples of the autoencoder's downscale
   * @throws IllegalArgumentException if the size does not fit
   */
  public LayeredImage reconstruct(LayeredImage layers) {
    requireOpen();
    int downscale = autoencoder.configuration().downscale();
    if (layers.width() % downscale != 0 || layers.height() % downscale != 0) {
      throw new IllegalArgumentException(
          "Expected a width and height that are multiples of %d but came %dx%d: resize the layers first."
              .formatted(downscale, layers.width(), layers.height()));
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray mean = autoencoder.encode(PictureTensors.ofLayers(scope, List.of(layers))).mean();
      return PictureTensors.toLayers(autoencoder.decode(mean))
          .get(0)
          .withProvenance(layers.provenance());
    }
  }

  private void requireOpen() {
    if (!manager.isOpen()) {
      throw new IllegalStateException(
          "Expected an open model but this one is closed: load it again.");
    }
  }

  private List<LayeredImage> batch(
      NDManager run,
      GenerationRequest request,
      Sampler sampler,
      Captions captions,
      long[] seeds,
      GenerationListener listener) {
    int batch = (int) ((seeds[0] - request.seed()) / BATCH);
    DiffusionProcess process = DiffusionProcess.of(unet::predict, sampler, request.guidance());
    try (NDManager scope = run.newSubManager()) {
      NDArray latents =
          process.sample(
              scope,
              captions.conditional().repeat(0, seeds.length),
              captions.unconditional(),
              latentShape(),
              seeds,
              step ->
                  listener.onStep(new DecodingStep(step, batch, batches(request), this::preview)));
      List<LayeredImage> pictures = new ArrayList<>();
      for (int i = 0; i < seeds.length; i++) {
        LayeredImage picture = decode(latents.get(i + ":" + (i + 1)));
        pictures.add(picture.withProvenance(provenance(request, sampler, seeds[i])));
      }
      return pictures;
    }
  }

  private Shape latentShape() {
    int size = unet.configuration().sampleSize();
    return new Shape(unet.configuration().inChannels(), size, size);
  }

  /** Latents as the diffusion model sees them, to layers; what it makes is freed again. */
  private LayeredImage decode(NDArray latents) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray raw = latents.div((float) autoencoder.configuration().latentScale());
      raw.attach(scope);
      return PictureTensors.toLayers(autoencoder.decode(raw)).get(0);
    }
  }

  /** Latents averaged over 2 x 2 positions decode to half the size at a quarter of the cost. */
  private LayeredImage preview(NDArray latents) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray first = latents.get("0:1");
      first.attach(scope);
      Shape two = new Shape(2, 2);
      return decode(Pool.avgPool2d(first, two, two, new Shape(0, 0), false, false));
    }
  }

  private Map<String, String> provenance(GenerationRequest request, Sampler sampler, long seed) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("caption", request.caption());
    if (!request.negative().isBlank()) {
      provenance.put("negative", request.negative());
    }
    provenance.put("seed", Long.toString(seed));
    provenance.put("sampler", sampler.name());
    provenance.put("steps", Integer.toString(request.steps()));
    provenance.put("guidance", Double.toString(request.guidance().scale()));
    if (request.guidance().rescale() > 0) {
      provenance.put("guidance rescale", Double.toString(request.guidance().rescale()));
    }
    provenance.put("model", origin);
    provenance.put("device", device.name());
    return provenance;
  }

  /** The device, chosen when the model was loaded, and why. */
  public ComputeDevice device() {
    return device;
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return manager.getManagedArrays().size();
  }

  /** Frees the weights; generating afterwards is refused. */
  @Override
  public void close() {
    if (manager.isOpen()) {
      textEncoder.close();
      manager.close();
    }
  }

  /** Says what is loaded and where it runs. */
  @Override
  public String toString() {
    int size = unet.configuration().sampleSize() * autoencoder.configuration().downscale();
    return "Text2Layer: %dx%d pixels in layers, %s, on %s"
        .formatted(size, size, origin, device.description());
  }
}
