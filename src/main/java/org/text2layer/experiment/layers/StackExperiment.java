package org.text2layer.experiment.layers;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.CellFolder;
import org.text2layer.experiment.cell.CellMeasurement;
import org.text2layer.experiment.method.MethodSamples;
import org.text2layer.experiment.method.MethodTraining;
import org.text2layer.experiment.method.TrainedMethod;
import org.text2layer.image.LayeredImage;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.pipeline.PipelineFolder;

/**
 * Trains the ways of {@link StackMethod} and measures them, a cell after the other. Whatever is
 * there is not made again, so that it goes on where it was stopped.
 *
 * @param folder of trainings and pictures
 * @param cells of what was measured
 * @param preset how long, how many
 * @param listener hears a sentence now and then
 */
public record StackExperiment(
    Path folder, Path cells, StackPreset preset, Consumer<String> listener) {
  /** Key of the cells of true scenes. */
  public static final String TRUTH = "truth";

  /** Measure of the cells that tell whether layers show their objects. */
  static final String OBJECTS = "objects";

  /** Measure of the cells that tell what latents keep of true scenes. */
  static final String RECONSTRUCTION = "reconstruction";

  /** Key of the set of both. */
  public static final String SET = "pairs";

  /** Checks that nothing is missing. */
  public StackExperiment {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(cells, "cells");
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(listener, "listener");
  }

  /** Trains and measures a way with a seed, or what is missing of it. */
  public void run(StackMethod method, long seed) {
    if (areMeasured(keys(method, List.of(seed)))) {
      listener.accept("%s, seed %s: measured before".formatted(method, seed));
      return;
    }
    List<LayeredSample> scenes = scenes();
    try (TrainedMethod trained = training(method, seed).trained();
        NDManager manager = ComputeDevice.best().newManager()) {
      List<LayeredImage> rebuilt = new ArrayList<>();
      for (LayeredSample scene : scenes) {
        try (NDManager scope = manager.newSubManager()) {
          rebuilt.add(method.reconstructed(trained.pipeline().space(), scope, scene.layers()));
        }
      }
      List<LayeredImage> pictures = pictures(method, seed, () -> trained);
      List<String> captions = captions(scenes);
      measure(method.key(), seed, StackView.all(), captions, pictures, trained.provenance());
      Map<String, List<Double>> errors = StackMeasures.errors(scenes, rebuilt);
      write(method.key(), seed, RECONSTRUCTION, captions, errors, trained.provenance());
    }
  }

  /**
   * The pictures of a way and a seed, as they are measured.
   *
   * @param trained asked where pictures are missing
   */
  public List<LayeredImage> pictures(
      StackMethod method, long seed, Supplier<TrainedMethod> trained) {
    return method.stacks(samples(method, seed).pictures(trained, listener));
  }

  private MethodSamples samples(StackMethod method, long seed) {
    return new MethodSamples(
        folder.resolve(method.key()).resolve("pictures-" + seed),
        method.title(),
        method.requests(captions(scenes())),
        seed,
        preset.sampling());
  }

  private MethodTraining training(StackMethod method, long seed) {
    return new MethodTraining(
        method.method(),
        method.configuration(preset),
        seed,
        folder.resolve(method.key()),
        words -> listener.accept("%s: %s".formatted(method, words)));
  }

  /**
   * Writes a model of {@link StackMethod#STACK} as {@code Text2Layer.load} reads it.
   *
   * @param model a folder that is not there, or empty
   */
  public void save(long seed, Path model) {
    try (TrainedMethod trained = training(StackMethod.STACK, seed).trained()) {
      PipelineFolder.of(model).write(trained.pipeline());
    }
  }

  /**
   * Measures pictures some of whose layers are a true scene's.
   *
   * @param seed of the model's training
   * @param generated of two layers, for {@link PairWorld#scene} of the same number; the given ones
   *     are put in
   */
  public void complete(StackCompletion completion, long seed, IntFunction<LayeredImage> generated) {
    if (areMeasured(keys(completion, List.of(seed)))) {
      listener.accept("%s, seed %s: measured before".formatted(completion.title(), seed));
      return;
    }
    List<LayeredSample> scenes = scenes();
    List<LayeredImage> pictures =
        IntStream.range(0, scenes.size())
            .mapToObj(i -> completion.joined(scenes.get(i).layers(), generated.apply(i)))
            .toList();
    JsonObject provenance =
        samples(StackMethod.STACK, seed)
            .training(
                () -> {
                  throw new IllegalStateException(
                      "Expected pictures of seed %s but there are none: run %s first."
                          .formatted(seed, StackMethod.STACK));
                });
    provenance.addProperty("completed", completion.title());
    measure(
        completion.key(),
        seed,
        List.of(StackView.COMPOSED),
        captions(scenes),
        pictures,
        provenance);
  }

  /** Measures true scenes as if they were generated: what the measures can tell. */
  public void measureTruth() {
    if (!areMeasured(keysOfTruth())) {
      List<LayeredSample> scenes = scenes();
      List<LayeredImage> layers = scenes.stream().map(LayeredSample::layers).toList();
      measure(TRUTH, 0, StackView.all(), captions(scenes), layers, new JsonObject());
    }
  }

  private List<LayeredSample> scenes() {
    return LongStream.range(0, preset.captions()).mapToObj(PairWorld::scene).toList();
  }

  private static List<String> captions(List<LayeredSample> scenes) {
    return scenes.stream().map(LayeredSample::caption).toList();
  }

  private CellFolder files() {
    return new CellFolder(cells, listener);
  }

  private static Cell.Key viewed(String method, long seed, StackView view) {
    return new Cell.Key(method, seed, view.key(), Cell.Key.PICTURES);
  }

  /** All cells of a way with these seeds. */
  public static List<Cell.Key> keys(StackMethod method, List<Long> seeds) {
    List<Cell.Key> keys = new ArrayList<>();
    for (long seed : seeds) {
      keys.addAll(keysOfPictures(method.key(), seed, StackView.all()));
      keys.add(new Cell.Key(method.key(), seed, SET, RECONSTRUCTION));
    }
    return keys;
  }

  /** All cells of pictures whose layers are given in part, by models of these seeds. */
  public static List<Cell.Key> keys(StackCompletion completion, List<Long> seeds) {
    return seeds.stream()
        .flatMap(
            seed -> keysOfPictures(completion.key(), seed, List.of(StackView.COMPOSED)).stream())
        .toList();
  }

  /** All cells of true scenes. */
  public static List<Cell.Key> keysOfTruth() {
    return keysOfPictures(TRUTH, 0, StackView.all());
  }

  private static List<Cell.Key> keysOfPictures(String method, long seed, List<StackView> views) {
    List<Cell.Key> keys = new ArrayList<>();
    for (StackView view : views) {
      keys.add(viewed(method, seed, view));
    }
    keys.add(new Cell.Key(method, seed, SET, OBJECTS));
    return keys;
  }

  private boolean areMeasured(List<Cell.Key> keys) {
    return keys.stream().allMatch(key -> files().find(key).isPresent());
  }

  private void measure(
      String method,
      long seed,
      List<StackView> views,
      List<String> captions,
      List<LayeredImage> pictures,
      JsonObject provenance) {
    try (CellMeasurement measurement =
        new CellMeasurement(preset.references(), preset.bootstrap())) {
      for (StackView view : views) {
        files()
            .write(
                measurement.pictures(
                    viewed(method, seed, view),
                    view.truth(),
                    captions,
                    pictures.stream().map(view::of).toList(),
                    provenance));
        listener.accept("%s, seed %s: measured, %s".formatted(method, seed, view.key()));
      }
    }
    write(method, seed, OBJECTS, captions, StackMeasures.objects(captions, pictures), provenance);
  }

  private void write(
      String method,
      long seed,
      String measure,
      List<String> captions,
      Map<String, List<Double>> values,
      JsonObject provenance) {
    JsonObject json = new JsonObject();
    json.add("method", provenance);
    json.addProperty("testSet", PairWorld.heldOut() + ", two objects");
    Cell.Key key = new Cell.Key(method, seed, SET, measure);
    files().write(new Cell(key, captions, values, Map.of(), Optional.empty(), json));
  }
}
