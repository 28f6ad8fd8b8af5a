package org.text2layer.experiment.cell;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.caption.EmojiSceneCaptionScore;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.metrics.features.Lite0Features;
import org.text2layer.metrics.frechet.ResampledFrechet;
import org.text2layer.metrics.kernel.KernelDistance;
import org.text2layer.metrics.mask.IntersectionOverUnion;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.SoftwareVersions;

/**
 * Measures pictures. Networks and the sets' own features are made when they are first needed, and
 * stay until it is closed. For one thread.
 */
public final class CellMeasurement implements AutoCloseable {
  private static final long KERNEL_SEED = 0;

  private final int references;
  private final Bootstrap bootstrap;
  private final Map<String, FeatureSet> targets = new HashMap<>();
  private final Map<MaskReference, SalientObjectDetector> detectors =
      new EnumMap<>(MaskReference.class);
  private Optional<Lite0Features> features = Optional.empty();
  private Optional<EmojiSceneCaptionScore> score = Optional.empty();

  /**
   * Without anything loaded yet.
   *
   * @param references pictures of a test set
   * @param bootstrap of distances; the same for all that shall be compared
   */
  public CellMeasurement(int references, Bootstrap bootstrap) {
    this.references = references;
    this.bootstrap = bootstrap;
  }

  /**
   * Distances from the set and scores with the captions.
   *
   * @param images one a caption; whole pictures are images without layers
   * @param training provenance of the method; empty for true layers
   */
  public Cell pictures(
      Cell.Key key,
      TestSet set,
      List<String> captions,
      List<LayeredImage> images,
      JsonObject training) {
    List<RgbImage> composed = images.stream().map(LayeredImage::composed).toList();
    FeatureSet own = features().setOf(composed);
    FeatureSet target =
        targets.computeIfAbsent(key.set(), any -> features().setOf(set.references(references)));
    KernelDistance kernel = KernelDistance.between(own, target, KERNEL_SEED);
    JsonObject measured = environment();
    measured.addProperty("features", own.network());
    measured.addProperty("references", references);
    measured.addProperty("bootstrap", bootstrap.toString());
    measured.addProperty("captionScore", score().name());
    return new Cell(
        key,
        captions,
        Map.of(Cell.CAPTION_SCORE, score().scores(captions, composed)),
        Map.of(
            Cell.KERNEL_DISTANCE,
            kernel.value(),
            Cell.KERNEL_DISTANCE + " deviation",
            kernel.deviation()),
        Optional.of(ResampledFrechet.of(own, target, bootstrap)),
        provenance(set, captions, training, measured));
  }

  /**
   * IoU of the images' masks and those that a detector finds in the composed pictures.
   *
   * @param images two-layer images, one a caption
   */
  public Cell masks(
      Cell.Key key,
      TestSet set,
      MaskReference reference,
      List<String> captions,
      List<LayeredImage> images,
      JsonObject training) {
    SalientObjectDetector detector = detectors.computeIfAbsent(reference, MaskReference::load);
    List<Double> overlaps = new ArrayList<>();
    List<Double> areas = new ArrayList<>();
    for (LayeredImage image : images) {
      overlaps.add(overlap(detector, image));
      areas.add(image.mask().area());
    }
    JsonObject measured = environment();
    measured.addProperty("detector", detector.description());
    return new Cell(
        key,
        captions,
        Map.of(Cell.IOU, overlaps, Cell.AREA, areas),
        Map.of(),
        Optional.empty(),
        provenance(set, captions, training, measured));
  }

  /** The one place that says how a generated mask is judged. */
  private static double overlap(SalientObjectDetector detector, LayeredImage image) {
    return IntersectionOverUnion.of(detector.detect(image.composed()), image.mask());
  }

  private Lite0Features features() {
    features = Optional.of(features.orElseGet(Lite0Features::load));
    return features.get();
  }

  private EmojiSceneCaptionScore score() {
    score = Optional.of(score.orElseGet(EmojiSceneCaptionScore::load));
    return score.get();
  }

  private static JsonObject provenance(
      TestSet set, List<String> captions, JsonObject training, JsonObject measured) {
    JsonObject json = new JsonObject();
    json.add("method", training);
    json.addProperty("testSet", set.description());
    json.addProperty("captions", captions.size());
    json.add("measurement", measured);
    return json;
  }

  /** Versions and device of the measurement; those of a training are in its own provenance. */
  private static JsonObject environment() {
    JsonObject json = new JsonObject();
    SoftwareVersions.all().forEach(json::addProperty);
    json.addProperty("device", ComputeDevice.best().name());
    json.addProperty("processors", Runtime.getRuntime().availableProcessors());
    json.addProperty(
        "threads", Optional.ofNullable(System.getenv("OMP_NUM_THREADS")).orElse("all"));
    return json;
  }

  @Override
  public void close() {
    features.ifPresent(Lite0Features::close);
    score.ifPresent(EmojiSceneCaptionScore::close);
    detectors.values().forEach(SalientObjectDetector::close);
  }
}
