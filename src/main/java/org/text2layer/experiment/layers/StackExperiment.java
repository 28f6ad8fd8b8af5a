package org.text2layer.experiment.layers;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.SceneObject;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.CellFolder;
import org.text2layer.experiment.cell.CellMeasurement;
import org.text2layer.experiment.method.MethodSamples;
import org.text2layer.experiment.method.MethodTraining;
import org.text2layer.experiment.method.TrainedMethod;
import org.text2layer.experiment.newobject.ObjectJudge;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.metrics.layers.CompositingError;
import org.text2layer.nn.device.ComputeDevice;

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

  /** In a cell's values: 1 where the nearer layer shows the caption's nearer object, else 0. */
  public static final String NEARER_RECOGNISED = "nearer object recognised";

  /** In a cell's values: the same of the farther. */
  public static final String FARTHER_RECOGNISED = "farther object recognised";

  /** In a cell's values: 1 where the layers fit the caption's objects better than exchanged. */
  public static final String ORDER = "order as in the caption";

  /** In a cell's values: how far the recomposed layers are from the true picture. */
  public static final String COMPOSITING = "compositing error";

  /** In a cell's values: mean |m − m̂| over both masks. */
  public static final String MASKS = "mask error";

  /** Measure of the cells that tell whether layers show their objects. */
  public static final String OBJECTS = "objects";

  /** Measure of the cells that tell what latents keep of true scenes. */
  public static final String RECONSTRUCTION = "reconstruction";

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
    MethodTraining training =
        new MethodTraining(
            method.method(),
            method.configuration(preset),
            seed,
            folder.resolve(method.key()),
            words -> listener.accept("%s: %s".formatted(method, words)));
    List<LayeredSample> scenes = scenes();
    try (TrainedMethod trained = training.trained();
        NDManager manager = ComputeDevice.best().newManager()) {
      List<LayeredImage> rebuilt = new ArrayList<>();
      for (LayeredSample scene : scenes) {
        try (NDManager scope = manager.newSubManager()) {
          rebuilt.add(method.reconstructed(trained.pipeline().space(), scope, scene.layers()));
        }
      }
      List<LayeredImage> pictures = pictures(method, seed, () -> trained);
      List<String> captions = captions(scenes);
      measure(method.key(), seed, captions, pictures, trained.provenance());
      Map<String, List<Double>> errors = errors(scenes, rebuilt);
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
    MethodSamples samples =
        new MethodSamples(
            folder.resolve(method.key()).resolve("pictures-" + seed),
            method.title(),
            method.requests(captions(scenes())),
            seed,
            preset.sampling());
    return method.stacks(samples.pictures(trained, listener));
  }

  /** Measures true scenes as if they were generated: what the measures can tell. */
  public void measureTruth() {
    if (!areMeasured(keysOfTruth())) {
      List<LayeredSample> scenes = scenes();
      List<LayeredImage> layers = scenes.stream().map(LayeredSample::layers).toList();
      measure(TRUTH, 0, captions(scenes), layers, new JsonObject());
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
      keys.addAll(keysOfPictures(method.key(), seed));
      keys.add(new Cell.Key(method.key(), seed, SET, RECONSTRUCTION));
    }
    return keys;
  }

  /** All cells of true scenes. */
  public static List<Cell.Key> keysOfTruth() {
    return keysOfPictures(TRUTH, 0);
  }

  private static List<Cell.Key> keysOfPictures(String method, long seed) {
    List<Cell.Key> keys = new ArrayList<>();
    for (StackView view : StackView.values()) {
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
      List<String> captions,
      List<LayeredImage> pictures,
      JsonObject provenance) {
    try (CellMeasurement measurement =
        new CellMeasurement(preset.references(), preset.bootstrap())) {
      for (StackView view : StackView.values()) {
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
    write(method, seed, OBJECTS, captions, objects(captions, pictures), provenance);
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

  private static Map<String, List<Double>> objects(
      List<String> captions, List<LayeredImage> pictures) {
    Map<String, List<Double>> values = new TreeMap<>();
    try (ObjectJudge judge = ObjectJudge.among(PairWorld.cutOuts())) {
      for (int i = 0; i < pictures.size(); i++) {
        List<ImageLayer> layers = pictures.get(i).layers();
        List<SceneObject> named = StackMethod.objects(captions.get(i));
        String near = named.get(0).phrase();
        String far = named.get(1).phrase();
        Map<String, Double> nearer = fits(judge, layers.get(1));
        Map<String, Double> farther = fits(judge, layers.get(0));
        add(values, NEARER_RECOGNISED, isBest(nearer, near));
        add(values, FARTHER_RECOGNISED, isBest(farther, far));
        boolean both = !nearer.isEmpty() && !farther.isEmpty();
        add(
            values,
            ORDER,
            both && nearer.get(near) + farther.get(far) > nearer.get(far) + farther.get(near));
      }
    }
    return values;
  }

  private static void add(Map<String, List<Double>> values, String name, boolean holds) {
    values.computeIfAbsent(name, any -> new ArrayList<>()).add(holds ? 1.0 : 0.0);
  }

  private static Map<String, Double> fits(ObjectJudge judge, ImageLayer layer) {
    return judge.fits(RgbaImage.of(layer.colour(), layer.mask()));
  }

  private static boolean isBest(Map<String, Double> fits, String object) {
    return !fits.isEmpty() && fits.values().stream().allMatch(fit -> fit <= fits.get(object));
  }

  private static Map<String, List<Double>> errors(
      List<LayeredSample> scenes, List<LayeredImage> rebuilt) {
    List<Double> compositing = new ArrayList<>();
    List<Double> masks = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      compositing.add(CompositingError.of(rebuilt.get(i), scenes.get(i).picture()));
      List<ImageLayer> truth = scenes.get(i).layers().layers();
      double sum = 0;
      for (int layer = 0; layer < truth.size(); layer++) {
        sum += truth.get(layer).mask().meanDifference(rebuilt.get(i).layers().get(layer).mask());
      }
      masks.add(sum / truth.size());
    }
    return Map.of(COMPOSITING, compositing, MASKS, masks);
  }
}
