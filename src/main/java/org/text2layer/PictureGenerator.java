package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.text2layer.diffusion.DiffusionProcess;
import org.text2layer.diffusion.Sampler;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.nn.ComputeDevice;
import org.text2layer.nn.Precision;

/**
 * From captions to pictures in batches: what all models share, whatever their parts. Owns the
 * parts' native memory until closed.
 */
final class PictureGenerator<M extends ModelParts> implements AutoCloseable {
  /** Bounds the memory of one call; a picture's result does not depend on it. */
  private static final int BATCH = 4;

  private final ComputeDevice device;
  private final Precision precision;
  private final String origin;
  private final NDManager manager;
  private final M parts;

  private PictureGenerator(
      ComputeDevice device, Precision precision, String origin, NDManager manager, M parts) {
    this.device = device;
    this.precision = precision;
    this.origin = origin;
    this.manager = manager;
    this.parts = parts;
  }

  /**
   * Loads parts on the best device; frees what was loaded if one of them fails.
   *
   * @param origin where they come from, for the pictures' provenance
   * @throws IllegalArgumentException if the device does not compute natively in the precision
   */
  static <M extends ModelParts> PictureGenerator<M> load(
      Precision precision, String origin, BiFunction<NDManager, Precision, M> parts) {
    ComputeDevice device = ComputeDevice.best();
    precision.requireFastOn(device);
    NDManager manager = device.newManager();
    try {
      return new PictureGenerator<>(
          device, precision, origin, manager, parts.apply(manager, precision));
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  /**
   * All pictures of a request.
   *
   * @throws org.text2layer.diffusion.SamplingCancelledException if it was cancelled or interrupted
   * @throws IllegalStateException if this model is closed
   */
  Gallery generateAll(GenerationRequest request, GenerationListener listener) {
    requireOpen();
    Sampler sampler = sampler(request);
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
      Captions captions = Captions.of(run, parts.textEncoder(), request);
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

  private List<LayeredImage> batch(
      NDManager run,
      GenerationRequest request,
      Sampler sampler,
      Captions captions,
      long[] seeds,
      GenerationListener listener) {
    int batch = (int) ((seeds[0] - request.seed()) / BATCH);
    DiffusionProcess process =
        DiffusionProcess.of(parts.unet()::predict, sampler, request.guidance());
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

  private Sampler sampler(GenerationRequest request) {
    return request.sampler().create(parts.scheduler(), request.steps());
  }

  private Shape latentShape() {
    int size = parts.unet().configuration().sampleSize();
    return new Shape(parts.unet().configuration().inChannels(), size, size);
  }

  /** Latents as the diffusion model sees them, to a picture; what it makes is freed again. */
  LayeredImage decode(NDArray latents) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray raw = latents.div((float) parts.latents().latentScale());
      raw.attach(scope);
      return parts.decode(raw);
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

  /** What a picture of this request says about itself. */
  Map<String, String> provenance(GenerationRequest request) {
    return provenance(request, sampler(request), request.seed());
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
    if (precision != Precision.FLOAT32) {
      provenance.put("precision", precision.label());
    }
    return provenance;
  }

  M parts() {
    return parts;
  }

  Precision precision() {
    return precision;
  }

  ComputeDevice device() {
    return device;
  }

  NDManager newScope() {
    requireOpen();
    return manager.newSubManager();
  }

  private void requireOpen() {
    if (!manager.isOpen()) {
      throw new IllegalStateException(
          "Expected an open model but this one is closed: load it again.");
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

  /** How large, of what kind, from where, on what. */
  String description(String kind) {
    int size = parts.unet().configuration().sampleSize() * parts.latents().downscale();
    String narrowed = precision == Precision.FLOAT32 ? "" : " in " + precision.label();
    return "%dx%d %s%s, %s, on %s"
        .formatted(size, size, kind, narrowed, origin, device.description());
  }
}
