package org.text2layer.experiment.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.CellFolder;
import org.text2layer.experiment.layers.StackCompletion;
import org.text2layer.experiment.layers.StackExperiment;
import org.text2layer.experiment.layers.StackMeasure;
import org.text2layer.experiment.layers.StackMethod;
import org.text2layer.experiment.layers.StackView;
import org.text2layer.experiment.result.ComparedColumn;
import org.text2layer.experiment.result.ResultTables;

/** What {@link StackExperiment} measured of pictures of several layers, as tables. */
public final class StackTable {
  private static final String TRUTH = ExperimentTables.TRUTH;

  private final List<Long> seeds;
  private final TableColumns columns;

  private StackTable(List<Long> seeds, TableColumns columns) {
    this.seeds = seeds;
    this.columns = columns;
  }

  /**
   * The tables of distances and of layers, each with all its comparisons; ways that are not
   * measured with every seed are left out.
   *
   * @param cells a {@link StackExperiment}'s
   * @param seeds of the trainings
   * @param listener hears a sentence about a file that cannot be used
   */
  public static ResultTables of(Path cells, List<Long> seeds, Consumer<String> listener) {
    CellFolder folder = new CellFolder(cells, listener);
    Map<String, Row> ways = new LinkedHashMap<>();
    for (StackMethod method : StackMethod.values()) {
      ways.put(method.title(), new Row(method.key(), StackExperiment.keys(method, seeds)));
    }
    Map<String, Row> completions = new LinkedHashMap<>();
    for (StackCompletion completion : StackCompletion.values()) {
      completions.put(
          completion.title(), new Row(completion.key(), StackExperiment.keys(completion, seeds)));
    }
    StackTable free = of(folder, ways, seeds);
    List<TableAssembly> all =
        List.of(
            free.distances(), free.layers(), of(folder, completions, seeds).aroundGivenLayers());
    return new ResultTables(
        "Pictures of two layers over a background",
        all.stream().flatMap(each -> each.tables().stream()).toList());
  }

  private record Row(String key, List<Cell.Key> cells) {}

  private static StackTable of(CellFolder folder, Map<String, Row> wanted, List<Long> seeds) {
    Map<String, String> rows = new LinkedHashMap<>();
    List<Cell> measured = new ArrayList<>();
    wanted.forEach(
        (title, row) -> {
          List<Cell> own = row.cells().stream().flatMap(key -> folder.find(key).stream()).toList();
          if (own.size() == row.cells().size()) {
            rows.put(title, row.key());
            measured.addAll(own);
          }
        });
    rows.put(TRUTH, StackExperiment.TRUTH);
    StackExperiment.keysOfTruth().forEach(key -> folder.find(key).ifPresent(measured::add));
    return new StackTable(
        seeds, new TableColumns(MeasuredCells.of(measured), rows, List.of(TRUTH)));
  }

  private List<String> rows() {
    return List.copyOf(columns.rows().keySet());
  }

  private List<String> warning() {
    return columns
        .guard(StackView.COMPOSED.truth())
        .map(words -> List.of("Fréchet distances are ranges: " + words + "."))
        .orElse(List.of());
  }

  private TableAssembly distances() {
    List<ComparedColumn> measured = new ArrayList<>();
    for (StackView view : StackView.values()) {
      measured.add(columns.frechet(view.truth()));
    }
    TableAssembly table =
        TableAssembly.of("distances", "Distances from true scenes", rows(), measured, seeds.size())
            .withNotes(warning());
    for (StackView view : StackView.values()) {
      table = table.withPlain("KID × 1,000, " + view.key(), kernel(view));
    }
    return table;
  }

  private TableAssembly aroundGivenLayers() {
    List<ComparedColumn> measured = new ArrayList<>();
    measured.add(columns.frechet(StackView.COMPOSED.truth()));
    for (StackMeasure measure :
        List.of(StackMeasure.NEARER_RECOGNISED, StackMeasure.FARTHER_RECOGNISED)) {
      measured.add(columns.ofPairs(measure));
    }
    return TableAssembly.of(
            "around-given-layers",
            "Generated around layers of true scenes, and without knowing them",
            rows(),
            measured,
            seeds.size())
        .withPlain("KID × 1,000, composed", kernel(StackView.COMPOSED))
        .withNotes(warning());
  }

  /** Mean, and least and greatest of the seeds. */
  private Map<String, String> kernel(StackView view) {
    Map<String, String> texts = new LinkedHashMap<>();
    columns
        .rows()
        .forEach(
            (name, key) -> {
              List<Cell> own = columns.cells().of(key, view.key(), Cell.Key.PICTURES);
              double[] values =
                  own.stream()
                      .mapToDouble(cell -> 1000 * cell.numbers().get(Cell.KERNEL_DISTANCE))
                      .toArray();
              if (values.length > 0) {
                texts.put(name, range(values));
              }
            });
    return texts;
  }

  private static String range(double[] values) {
    String all =
        Arrays.stream(values)
            .sorted()
            .mapToObj(value -> String.format(Locale.ROOT, "%.1f", value))
            .collect(Collectors.joining(", "));
    double mean = Arrays.stream(values).average().orElseThrow();
    return values.length == 1 ? all : String.format(Locale.ROOT, "%.1f (%s)", mean, all);
  }

  private TableAssembly layers() {
    List<ComparedColumn> measured = new ArrayList<>();
    for (StackMeasure measure : StackMeasure.values()) {
      measured.add(columns.ofPairs(measure));
    }
    return TableAssembly.of(
            "layers", "Objects, order and what latents keep", rows(), measured, seeds.size())
        .withNotes(
            List.of(
                "Objects are recognised among four by features of the layer's cut-out; order is by chance right in half of the pictures, an object recognised in a quarter.",
                "Compositing and mask errors are of true held-out scenes, encoded and decoded."));
  }
}
