package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Sampler;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.PictureSize;

/**
 * A pipeline on a device, and from requests to pictures in batches: what the front doors share.
 * Owns the pipeline's native memory until closed.
 */
final class PictureGenerator implements AutoCloseable {
  private final ComputeDevice device;
  private final Precision precision;
  private final String origin;
  private final NDManager manager;
  private final LatentDiffusion pipeline;
  private final boolean ownsText;

  /** What {@link PictureBatch#bytes} says, asked once: it does not change. */
  private final Map<Pass, Long> passBytes = new ConcurrentHashMap<>();

  private record Pass(PictureSize size, boolean guided) {}

  private PictureGenerator(
      ComputeDevice device,
      Precision precision,
      String origin,
      NDManager manager,
      LatentDiffusion pipeline,
      boolean ownsText) {
    this.device = device;
    this.precision = precision;
    this.origin = origin;
    this.manager = manager;
    this.pipeline = pipeline;
    this.ownsText = ownsText;
  }

  /**
   * Loads a pipeline on the best device; frees what was loaded if a part of it fails.
   *
   * @param origin where it comes from, for the pictures' provenance
   * @param ownsText whether its text encoder is closed with this
   * @throws IllegalArgumentException if the device does not compute natively in the precision
   */
  static PictureGenerator load(
      Precision precision,
      String origin,
      boolean ownsText,
      Function<NDManager, LatentDiffusion> loading) {
    ComputeDevice device = ComputeDevice.best();
    precision.requireFastOn(device);
    NDManager manager = device.newManager();
    try {
      LatentDiffusion pipeline = loading.apply(manager);
      return new PictureGenerator(device, precision, origin, manager, pipeline, ownsText);
    } catch (RuntimeException error) {
      manager.close();
      throw error;
    }
  }

  /** A request with all that was left open chosen. */
  private record Order(
      GenerationRequest request,
      Optional<LayerCaptions> layers,
      Sampler sampler,
      PictureSize size,
      int batch) {
    List<String> captions() {
      String whole = request.caption();
      return layers.map(each -> each.with(whole)).orElse(List.of(whole));
    }

    int batches() {
      return (request.count() + batch - 1) / batch;
    }
  }

  private Order order(GenerationRequest request, Optional<LayerCaptions> layers) {
    request.kept().ifPresent(kept -> kept.requireFit(pipeline.space().layout()));
    PictureSize size =
        request.size().or(() -> request.kept().map(KeptLayers::size)).orElseGet(pipeline::size);
    long bytes =
        passBytes.computeIfAbsent(
            new Pass(size, request.guidance().needsUnconditional()),
            pass -> PictureBatch.bytes(pipeline, pass.size(), pass.guided(), precision));
    int chosen = PictureBatch.of(bytes, device).chosen(size);
    return new Order(request, layers, sampler(request), size, request.batch().orElse(chosen));
  }

  /**
   * All pictures of a request.
   *
   * @throws IllegalArgumentException if the model cannot make pictures of this size
   * @throws org.text2layer.diffusion.SamplingCancelledException if it was cancelled or interrupted
   * @throws IllegalStateException if this model is closed
   */
  Gallery generateAll(GenerationRequest request, GenerationListener listener) {
    return generateAll(request, Optional.empty(), listener);
  }

  /** The same by captions of the layers, for a model that knows frames of them. */
  Gallery generateAll(
      GenerationRequest request, Optional<LayerCaptions> layers, GenerationListener listener) {
    requireOpen();
    Order order = order(request, layers);
    listener.onStarted(order.sampler().steps() * order.batches());
    Gallery gallery;
    try {
      gallery = Gallery.labelled(sample(order, listener));
    } catch (RuntimeException reason) {
      listener.onStopped(reason);
      throw reason;
    }
    listener.onFinished(gallery);
    return gallery;
  }

  private Map<String, LayeredImage> sample(Order order, GenerationListener listener) {
    GenerationRequest request = order.request();
    Map<String, LayeredImage> pictures = new LinkedHashMap<>();
    try (NDManager run = manager.newSubManager()) {
      LatentDiffusion.EncodedCaptions captions =
          pipeline.encode(run, order.captions(), request.negative()).sideBySide();
      for (int number = 0; number < order.batches(); number++) {
        int from = number * order.batch();
        int size = Math.min(order.batch(), request.count() - from);
        long[] seeds = LongStream.range(0, size).map(i -> request.seed() + from + i).toArray();
        List<LayeredImage> batch = batch(run, order, captions, number, seeds, listener);
        for (int i = 0; i < size; i++) {
          pictures.put("seed " + seeds[i], batch.get(i));
        }
      }
    }
    return pictures;
  }

  private List<LayeredImage> batch(
      NDManager run,
      Order order,
      LatentDiffusion.EncodedCaptions captions,
      int number,
      long[] seeds,
      GenerationListener listener) {
    try (NDManager scope = run.newSubManager()) {
      NDArray latents =
          pipeline.sample(
              scope,
              captions.repeated(seeds.length),
              order.size(),
              seeds,
              order.sampler(),
              order.request().guidance(),
              step ->
                  listener.onStep(new DecodingStep(step, number, order.batches(), this::preview)));
      List<LayeredImage> pictures = new ArrayList<>();
      for (int i = 0; i < seeds.length; i++) {
        LayeredImage made = decode(latents.get(i + ":" + (i + 1)));
        LayeredImage picture = order.request().kept().map(kept -> kept.in(made)).orElse(made);
        pictures.add(
            picture.withProvenance(
                provenance(order.request(), order.layers(), order.sampler(), seeds[i])));
      }
      return pictures;
    }
  }

  private Sampler sampler(GenerationRequest request) {
    Sampler sampler = pipeline.sampler(request.sampler(), request.steps());
    return request.kept().map(kept -> kept.during(sampler, pipeline.space())).orElse(sampler);
  }

  /** The picture of one latent; what is made on the way is freed again. */
  private LayeredImage decode(NDArray latent) {
    try (NDManager scope = manager.newSubManager()) {
      latent.attach(scope);
      return pipeline.space().decode(latent).get(0);
    }
  }

  private LayeredImage preview(NDArray latents) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray first = latents.get("0:1");
      first.attach(scope);
      return pipeline.space().preview(first);
    }
  }

  /** Encodes layers into a latent and decodes its mean again. */
  LayeredImage reconstruct(LayeredImage layers) {
    requireOpen();
    new PictureSize(layers.width(), layers.height()).requireMultiple(pipeline.space().multiple());
    try (NDManager scope = manager.newSubManager()) {
      LayeredImage made = pipeline.space().reconstruct(scope, List.of(layers)).get(0);
      return made.withProvenance(layers.provenance());
    }
  }

  /** What a picture of this request says about itself. */
  Map<String, String> provenance(GenerationRequest request) {
    return provenance(request, Optional.empty(), sampler(request), request.seed());
  }

  private Map<String, String> provenance(
      GenerationRequest request, Optional<LayerCaptions> layers, Sampler sampler, long seed) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("caption", request.caption());
    layers.ifPresent(
        each -> {
          provenance.put("foreground caption", each.foreground());
          provenance.put("background caption", each.background());
        });
    if (!request.negative().isBlank()) {
      provenance.put("negative", request.negative());
    }
    request.kept().ifPresent(kept -> provenance.put("kept", kept.toString()));
    provenance.put("seed", Long.toString(seed));
    provenance.put("sampler", sampler.name());
    provenance.put("steps", Integer.toString(request.steps()));
    Guidance guidance = request.guidance();
    provenance.put("guidance", Double.toString(guidance.scale()));
    if (guidance.rescale() > 0) {
      provenance.put("guidance rescale", Double.toString(guidance.rescale()));
    }
    if (guidance.low() > 0 || Double.isFinite(guidance.high())) {
      provenance.put("guidance at noise", guidance.low() + " to " + guidance.high());
    }
    provenance.put("model", origin);
    provenance.put("device", device.name());
    if (precision != Precision.FLOAT32) {
      provenance.put("precision", precision.label());
    }
    return provenance;
  }

  LatentDiffusion pipeline() {
    return pipeline;
  }

  Precision precision() {
    return precision;
  }

  ComputeDevice device() {
    return device;
  }

  String origin() {
    return origin;
  }

  void requireOpen() {
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
      if (ownsText) {
        pipeline.text().close();
      }
      manager.close();
    }
  }

  /** How large, of what kind, from where, on what. */
  String description(String kind) {
    String narrowed = precision == Precision.FLOAT32 ? "" : " in " + precision.label();
    return "%s %s%s, %s, on %s"
        .formatted(pipeline.size(), kind, narrowed, origin, device.description());
  }
}
