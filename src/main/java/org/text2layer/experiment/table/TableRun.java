package org.text2layer.experiment.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.CellMeasurement;
import org.text2layer.experiment.cell.MethodMasks;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.method.PublishedWeights;
import org.text2layer.experiment.plan.Experiment;
import org.text2layer.experiment.plan.TableException;
import org.text2layer.experiment.plan.TablePreset;
import org.text2layer.experiment.result.ResultTable;
import org.text2layer.experiment.result.ResultTables;
import org.text2layer.image.LayeredImage;

/**
 * Trains or loads the methods of some experiments, generates, measures, and writes the tables:
 *
 * <pre>{@code
 * var tables = TableRun.of(TablePreset.smoke(), Path.of("results")).run();
 * tables.table("table-1");
 * }</pre>
 *
 * <p>Everything that is made is a file that the next run uses, so that an interrupted run goes on,
 * and another experiment takes what it shares with earlier ones. On one machine with one setting of
 * threads, the same preset gives the same bytes of every table, wherever a run was stopped.
 * Immutable; only one run at a time may write into a folder.
 */
public final class TableRun {
  private final TablePreset preset;
  private final Path folder;
  private final List<Experiment> experiments;
  private final Optional<Path> stamps;
  private final Optional<Path> humanMasks;
  private final List<Method> published;
  private final Consumer<String> listener;

  private TableRun(
      TablePreset preset,
      Path folder,
      List<Experiment> experiments,
      Optional<Path> stamps,
      Optional<Path> humanMasks,
      List<Method> published,
      Consumer<String> listener) {
    this.preset = Objects.requireNonNull(preset, "preset");
    this.folder = Objects.requireNonNull(folder, "folder");
    this.experiments = List.copyOf(experiments);
    this.stamps = stamps;
    this.humanMasks = humanMasks;
    this.published = List.copyOf(published);
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /** The paper's tables without stamps and without masks by people. */
  public static TableRun of(TablePreset preset, Path folder) {
    return new TableRun(
        preset,
        folder,
        List.of(Experiment.PAPER),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        words -> {});
  }

  /** The same of other experiments. */
  public TableRun withExperiments(List<Experiment> some) {
    return new TableRun(preset, folder, some, stamps, humanMasks, published, listener);
  }

  /** The same with photographs as one more test set: a folder that make-stamps has built. */
  public TableRun withStamps(Path built) {
    return new TableRun(
        preset, folder, experiments, Optional.of(built), humanMasks, published, listener);
  }

  /** The same with masks that people drew of generated pictures, as {@link MethodMasks}. */
  public TableRun withHumanMasks(Path masks) {
    return new TableRun(
        preset, folder, experiments, stamps, Optional.of(masks), published, listener);
  }

  /**
   * The same with a row for LayerDiffuse wherever true layers have one, from weights that are
   * there: other weights need another folder.
   */
  public TableRun withLayerDiffuse(PublishedWeights weights) {
    List<Method> row = List.of(Method.layerDiffuse(weights));
    return new TableRun(preset, folder, experiments, stamps, humanMasks, row, listener);
  }

  /** The same with somebody who hears in sentences what is done and how far it is. */
  public TableRun withListener(Consumer<String> newListener) {
    return new TableRun(preset, folder, experiments, stamps, humanMasks, published, newListener);
  }

  /**
   * Does what is not done yet, and writes the tables into the folder's {@code tables}.
   *
   * @throws TableException if the folder is of another preset or version, or something is missing
   * @throws org.text2layer.train.TrainingException if the thread was interrupted in a training: run
   *     it again to go on
   * @throws org.text2layer.diffusion.SamplingCancelledException likewise while sampling
   */
  public ResultTables run() {
    List<TestSet> sets = TestSet.of(preset.methods().world(), stamps);
    Optional<MethodMasks> masks = humanMasks.map(MethodMasks::new);
    Map<String, MethodCells> plan = plan(sets);
    ResultFolder results = ResultFolder.open(folder, preset);
    List<Cell> cells = new ArrayList<>();
    try (CellMeasurement measurement =
        new CellMeasurement(preset.references(), preset.bootstrap())) {
      int done = 0;
      for (MethodCells each : plan.values()) {
        done++;
        String name = "[%s of %s] %s".formatted(done, plan.size(), each.title());
        listener.accept(name);
        cells.addAll(each.cells(results, measurement, words -> listener.accept("  " + words)));
      }
    }
    MeasuredCells measured = MeasuredCells.of(cells);
    HumanOverlaps people =
        new HumanOverlaps(masks, masks.isEmpty() ? Map.of() : pictures(plan, results));
    ResultTables tables =
        tables(new ExperimentTables(preset, sets, measured, people, published), measured);
    tables.write(results.tables());
    return tables;
  }

  /** What is measured of each method and seed; what several experiments need stands there once. */
  private Map<String, MethodCells> plan(List<TestSet> sets) {
    Map<String, MethodCells> plan = new LinkedHashMap<>();
    for (Experiment experiment : experiments) {
      Set<Optional<Method>> rows = new LinkedHashSet<>();
      experiment.methods().forEach(method -> rows.add(Optional.of(method)));
      published.forEach(method -> rows.add(Optional.of(method)));
      rows.add(Optional.empty());
      for (Optional<Method> row : rows) {
        for (long seed : row.isPresent() ? preset.seeds() : List.of(0L)) {
          MethodCells more =
              new MethodCells(preset, row, seed, experiment.sets(sets), experiment.references());
          plan.merge(more.title(), more, MethodCells::plus);
        }
      }
    }
    return plan;
  }

  private Map<String, Map<Long, List<LayeredImage>>> pictures(
      Map<String, MethodCells> plan, ResultFolder results) {
    Map<String, Map<Long, List<LayeredImage>>> pictures = new LinkedHashMap<>();
    for (MethodCells each : plan.values()) {
      if (each.hasLayers() && each.method().isPresent()) {
        pictures
            .computeIfAbsent(each.key(), any -> new TreeMap<>())
            .put(each.seed(), each.heldOutPictures(results));
      }
    }
    return pictures;
  }

  private ResultTables tables(ExperimentTables tables, MeasuredCells measured) {
    List<ResultTable> all =
        new ArrayList<>(experiments.stream().map(tables::of).flatMap(Collection::stream).toList());
    all.add(MeasurementTables.measurements(measured));
    all.add(MeasurementTables.provenance(measured));
    return new ResultTables("Text2Layer, preset " + preset.name(), all);
  }
}
