package org.text2layer.experiment.table;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.text2layer.data.LayeredSample;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.CellFolder;
import org.text2layer.experiment.cell.CellMeasurement;
import org.text2layer.experiment.cell.MaskReference;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.method.MethodSamples;
import org.text2layer.experiment.method.MethodTraining;
import org.text2layer.experiment.method.TrainedMethod;
import org.text2layer.experiment.plan.TableException;
import org.text2layer.experiment.plan.TablePreset;
import org.text2layer.image.LayeredImage;

/**
 * What is measured of one method and seed.
 *
 * @param preset sizes
 * @param method empty for the test captions' own samples
 * @param seed of its training
 * @param sets on which it is measured
 * @param references for its masks, where it has any
 */
record MethodCells(
    TablePreset preset,
    Optional<Method> method,
    long seed,
    List<TestSet> sets,
    List<MaskReference> references) {

  /** The key of true layers in the place of a method's. */
  static final String TRUTH = "true-layers";

  /** What it is called while it is made. */
  String title() {
    return method.map(own -> "%s, seed %s".formatted(own.name(), seed)).orElse("true layers");
  }

  /** The method's key, or {@link #TRUTH}. */
  String key() {
    return method.map(Method::key).orElse(TRUTH);
  }

  /** Whether there are masks. */
  boolean hasLayers() {
    return method.map(own -> own.latents().hasLayers()).orElse(true);
  }

  /** The same method and seed on the sets and references of both. */
  MethodCells plus(MethodCells other) {
    Set<String> known = new LinkedHashSet<>(sets.stream().map(TestSet::key).toList());
    List<TestSet> both = new ArrayList<>(sets);
    other.sets.stream().filter(set -> known.add(set.key())).forEach(both::add);
    Set<MaskReference> all = new LinkedHashSet<>(references);
    all.addAll(other.references);
    return new MethodCells(preset, method, seed, both, List.copyOf(all));
  }

  /** Finds the cells, or trains, generates and measures what is missing. */
  List<Cell> cells(ResultFolder results, CellMeasurement measurement, Consumer<String> listener) {
    CellFolder folder = results.cells(listener);
    List<Cell> cells = new ArrayList<>();
    try (LazyMethod trained = new LazyMethod(() -> trained(results, listener))) {
      for (TestSet set : sets) {
        Measuring measuring = new Measuring(this, set, results, measurement, trained, listener);
        for (Cell.Key key : keys(set)) {
          Optional<Cell> found = folder.find(key);
          if (found.isEmpty()) {
            folder.write(measuring.cell(key));
            listener.accept("measured " + key);
          }
          cells.add(found.or(() -> folder.find(key)).orElseThrow());
        }
      }
    }
    return cells;
  }

  private List<Cell.Key> keys(TestSet set) {
    List<Cell.Key> keys = new ArrayList<>();
    keys.add(new Cell.Key(key(), seed, set.key(), Cell.Key.PICTURES));
    if (hasLayers() && !set.key().equals(TestSet.BROAD)) {
      references.forEach(
          reference -> keys.add(new Cell.Key(key(), seed, set.key(), reference.measure())));
    }
    return keys;
  }

  private TrainedMethod trained(ResultFolder results, Consumer<String> listener) {
    return new MethodTraining(
            method.orElseThrow(), preset.methods(), seed, results.training(), listener)
        .trained();
  }

  private MethodSamples samples(ResultFolder results, TestSet set, List<LayeredSample> asked) {
    return new MethodSamples(
        results.samples(key(), seed, set.key()),
        title(),
        asked.stream().map(LayeredSample::caption).toList(),
        seed,
        preset.sampling());
  }

  /** Pictures of the held-out set that were generated before. */
  List<LayeredImage> heldOutPictures(ResultFolder results) {
    TestSet set = sets.get(0);
    Supplier<TrainedMethod> none =
        () -> {
          throw new TableException(
              "Expected the pictures of '%s' in %s but some are gone: delete its cells and run it again."
                  .formatted(title(), results.samples(key(), seed, set.key())));
        };
    return samples(results, set, set.asked(preset.captions())).pictures(none, words -> {});
  }

  /** Networks that are loaded when they are first needed. */
  private static final class LazyMethod implements AutoCloseable {
    private final Supplier<TrainedMethod> loading;
    private Optional<TrainedMethod> loaded = Optional.empty();

    LazyMethod(Supplier<TrainedMethod> loading) {
      this.loading = loading;
    }

    TrainedMethod get() {
      loaded = Optional.of(loaded.orElseGet(loading));
      return loaded.get();
    }

    @Override
    public void close() {
      loaded.ifPresent(TrainedMethod::close);
    }
  }

  /** The pictures of one set while they are measured; made once. */
  private static final class Measuring {
    private final MethodCells own;
    private final TestSet set;
    private final ResultFolder results;
    private final CellMeasurement measurement;
    private final LazyMethod trained;
    private final Consumer<String> listener;
    private List<LayeredSample> asked = List.of();
    private List<LayeredImage> images = List.of();
    private JsonObject training = new JsonObject();

    Measuring(
        MethodCells own,
        TestSet set,
        ResultFolder results,
        CellMeasurement measurement,
        LazyMethod trained,
        Consumer<String> listener) {
      this.own = own;
      this.set = set;
      this.results = results;
      this.measurement = measurement;
      this.trained = trained;
      this.listener = listener;
    }

    Cell cell(Cell.Key key) {
      if (images.isEmpty()) {
        make();
      }
      List<String> captions = asked.stream().map(LayeredSample::caption).toList();
      return key.measure().equals(Cell.Key.PICTURES)
          ? measurement.pictures(key, set, captions, images, training)
          : measurement.masks(key, set, reference(key), captions, images, training);
    }

    private MaskReference reference(Cell.Key key) {
      return own.references.stream()
          .filter(each -> each.measure().equals(key.measure()))
          .findFirst()
          .orElseThrow();
    }

    private void make() {
      asked = set.asked(own.preset.captions());
      if (own.method.isEmpty()) {
        images = asked.stream().map(LayeredSample::layers).toList();
        return;
      }
      MethodSamples samples = own.samples(results, set, asked);
      images = samples.pictures(trained::get, listener);
      training = samples.training(trained::get);
    }
  }
}
