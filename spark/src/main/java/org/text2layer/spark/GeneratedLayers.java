package org.text2layer.spark;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.image.LayeredImage;
import org.text2layer.nn.device.IntraOpThreads;

/**
 * The recipe of a generated set, of {@link SparkInput#captions}: each caption becomes a layered
 * picture from the seed of its record, alone, so that neither batches nor executors change it. A
 * model makes one picture at a time: give an executor one core. Thread-safe; owns its model.
 */
public final class GeneratedLayers implements SampleMaker, AutoCloseable {
  private final Text2Layer model;
  private final GenerationRequest settings;

  private GeneratedLayers(Text2Layer model, GenerationRequest settings) {
    this.model = model;
    this.settings = settings.count(1).batch(1);
  }

  /** By the embedded weights, with the usual settings. */
  public static GeneratedLayers embedded() {
    return of(Text2Layer.load(), GenerationRequest.of("any"));
  }

  /**
   * By a model, with settings of one's own.
   *
   * @param model closed with the recipe
   * @param settings whose caption and seed are those of the records instead
   */
  public static GeneratedLayers of(Text2Layer model, GenerationRequest settings) {
    return new GeneratedLayers(model, settings);
  }

  @Override
  public Outcome make(CaptionedPicture captioned, long seed) {
    LayeredImage layers = model.generate(settings.caption(captioned.caption()).seed(seed));
    LayeredSample sample = new LayeredSample(captioned.caption(), layers.composed(), layers);
    return new Outcome.Kept(sample, Map.of());
  }

  @Override
  public Runnable inWorker(Runnable work) {
    return IntraOpThreads.single(work);
  }

  /** What the pictures say of themselves, but for caption and seed, a part a line. */
  @Override
  public String description() {
    Map<String, String> parts = new TreeMap<>(model.provenance(settings));
    parts.keySet().removeAll(Set.of("caption", "seed"));
    return parts.entrySet().stream()
        .map(part -> part.getKey() + ": " + part.getValue())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    model.close();
  }
}
