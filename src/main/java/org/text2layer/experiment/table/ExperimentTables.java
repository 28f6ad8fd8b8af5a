package org.text2layer.experiment.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.experiment.cell.MaskReference;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.plan.Experiment;
import org.text2layer.experiment.plan.TablePreset;
import org.text2layer.experiment.result.ComparedColumn;
import org.text2layer.experiment.result.ResultTable;
import org.text2layer.experiment.table.PaperNumbers.Column;

/**
 * The tables of experiments, from cells that are all there.
 *
 * @param preset that they were measured with
 * @param sets the test sets, held-out scenes first
 * @param cells everything measured
 * @param people masks that people drew
 * @param published methods that were not trained here, wherever true layers have a row
 */
record ExperimentTables(
    TablePreset preset,
    List<TestSet> sets,
    MeasuredCells cells,
    HumanOverlaps people,
    List<Method> published) {
  /** The row of the test captions' own samples: what a perfect method would have. */
  static final String TRUTH = "true layers, for comparison";

  private static final String PEOPLE = "IoU, people";

  List<ResultTable> of(Experiment experiment) {
    return switch (experiment) {
      case PAPER -> joined(List.of(first(), second(), third()));
      case DATA_SIZE -> dataSize().tables();
      case OUT_OF_DISTRIBUTION -> outOfDistribution().tables();
      default -> general(experiment).tables();
    };
  }

  private static List<ResultTable> joined(List<TableAssembly> assemblies) {
    return assemblies.stream().map(TableAssembly::tables).flatMap(Collection::stream).toList();
  }

  private int seeds() {
    return preset.seeds().size();
  }

  private TestSet heldOut() {
    return sets.get(0);
  }

  private TableColumns columns(List<Method> methods, boolean withTruth) {
    Map<String, String> rows = new LinkedHashMap<>();
    methods.forEach(method -> rows.put(method.name(), method.key()));
    if (withTruth) {
      published.forEach(method -> rows.put(method.name(), method.key()));
      rows.put(TRUTH, MethodCells.TRUTH);
    }
    return new TableColumns(cells, rows, List.of(TRUTH));
  }

  private TableAssembly first() {
    TableColumns columns = columns(Experiment.OUT_OF_DISTRIBUTION.methods(), true);
    List<ComparedColumn> measured = new ArrayList<>();
    sets.forEach(set -> measured.add(columns.frechet(set)));
    measured.add(columns.captionScore(heldOut()));
    measured.add(columns.overlap(heldOut(), MaskReference.EMBEDDED));
    List<String> names = new ArrayList<>(columns.rows().keySet());
    names.add(PaperNumbers.AT_512);
    names.add(PaperNumbers.STABLE_DIFFUSION);
    List<String> notes = notes(columns, sets);
    notes.add(
        "%s and %s were not run here: the one needs twice the size, the other Stable Diffusion's weights, which do not come with this library."
            .formatted(PaperNumbers.AT_512, PaperNumbers.STABLE_DIFFUSION));
    notes.add(
        "SD-AE-UNet (ft) starts from SD-LAION-L2I's UNet of the same seed, widened, and learns a third of the steps; the paper's starts from SD-v1-4.");
    return TableAssembly.of(
            "table-1", "Table I: distances, captions, masks", names, measured, seeds())
        .withPaper(Column.FRECHET, Column.FRECHET_BROAD, Column.CLIP, Column.DETECTOR)
        .withNotes(notes);
  }

  private TableAssembly second() {
    List<Method> layered =
        Experiment.OUT_OF_DISTRIBUTION.methods().stream()
            .filter(method -> method.latents().hasLayers())
            .toList();
    TableColumns columns = columns(layered, true);
    List<String> notes = notes(columns, List.of());
    return withPeople(
            "table-2",
            "Table II: masks against people's",
            columns,
            List.of(columns.overlap(heldOut(), MaskReference.EMBEDDED)),
            notes)
        .withPaper(Column.DETECTOR, Column.PEOPLE);
  }

  private TableAssembly third() {
    List<Method> methods =
        List.of(
            Method.learningFrom(Method.TrainingLayers.FILTERED),
            Method.learningFrom(Method.TrainingLayers.AUTOMATIC));
    TableColumns columns = columns(methods, false);
    List<String> notes = notes(columns, List.of(heldOut()));
    notes.add(
        "Both learned from equally many samples, as many as the filters keep of the pictures taken apart: the difference is their quality, not their number.");
    return withPeople(
            "table-3",
            "Table III: filtered against unfiltered data",
            columns,
            usual(columns),
            notes)
        .withPaper(Column.FRECHET, Column.CLIP, Column.PEOPLE);
  }

  /** Distance, captions and masks on held-out scenes. */
  private List<ComparedColumn> usual(TableColumns columns) {
    return List.of(
        columns.frechet(heldOut()),
        columns.captionScore(heldOut()),
        columns.overlap(heldOut(), MaskReference.EMBEDDED));
  }

  /** With the column of people's masks, or the words that say how to give them. */
  private TableAssembly withPeople(
      String name,
      String title,
      TableColumns columns,
      List<ComparedColumn> measured,
      List<String> notes) {
    Map<String, String> drawn = new LinkedHashMap<>(columns.rows());
    drawn.remove(TRUTH);
    Optional<Map<String, double[][]>> overlaps = people.of(drawn);
    List<ComparedColumn> all = new ArrayList<>(measured);
    overlaps.ifPresent(values -> all.add(columns.perCaption(PEOPLE, true, values, Map.of())));
    TableAssembly table =
        TableAssembly.of(name, title, List.copyOf(columns.rows().keySet()), all, seeds());
    if (overlaps.isPresent()) {
      notes.add(PEOPLE + ": on the pictures that have people's masks of every method.");
      return table.withNotes(notes);
    }
    notes.add(
        PEOPLE
            + ": nobody has drawn masks of these pictures. Draw some on samples/METHOD/seed-0/held-out/00000.zip (its composed.png), save them as FOLDER/METHOD/seed-0/00000.png for at least two pictures of every method, and give that folder.");
    Map<String, String> needed = new LinkedHashMap<>();
    drawn.keySet().forEach(row -> needed.put(row, "needs masks by people"));
    return table.withPlain(PEOPLE, needed).withNotes(notes);
  }

  private TableAssembly general(Experiment experiment) {
    TableColumns columns = columns(experiment.methods(), true);
    List<ComparedColumn> measured =
        new ArrayList<>(List.of(columns.frechet(heldOut()), columns.captionScore(heldOut())));
    experiment.references().forEach(r -> measured.add(columns.overlap(heldOut(), r)));
    return table(experiment, columns, measured).withNotes(notes(columns, List.of(heldOut())));
  }

  private TableAssembly table(
      Experiment experiment, TableColumns columns, List<ComparedColumn> measured) {
    List<String> rows = List.copyOf(columns.rows().keySet());
    String title = "Experiment: " + experiment.title();
    return TableAssembly.of(experiment.key(), title, rows, measured, seeds());
  }

  private TableAssembly outOfDistribution() {
    Experiment experiment = Experiment.OUT_OF_DISTRIBUTION;
    TableColumns columns = columns(experiment.methods(), true);
    List<TestSet> both = experiment.sets(sets);
    TestSet stamps = both.get(1);
    return table(
            experiment,
            columns,
            List.of(
                columns.frechet(heldOut()),
                columns.frechet(stamps),
                columns.captionScore(stamps),
                columns.overlap(stamps, MaskReference.EMBEDDED)))
        .withNotes(notes(columns, both));
  }

  private TableAssembly dataSize() {
    Experiment experiment = Experiment.DATA_SIZE;
    TableColumns columns = columns(experiment.methods(), true);
    Map<String, String> samples = new LinkedHashMap<>();
    for (Method method : experiment.methods()) {
      long count = Math.round(method.share() * preset.methods().samples());
      samples.put(method.name(), Long.toString(count));
    }
    List<String> notes = notes(columns, List.of(heldOut()));
    notes.add(
        "The autoencoder saw all samples; the share is what the diffusion model learned from.");
    notes.addAll(new SizeTrend(preset, cells, heldOut().key()).sentences(experiment.methods()));
    return table(experiment, columns, usual(columns))
        .withPlain("samples", samples)
        .withNotes(notes);
  }

  /** What holds for all tables, and the guard's words on these sets' distances. */
  private List<String> notes(TableColumns columns, List<TestSet> measured) {
    List<String> notes = new ArrayList<>(List.of(preset.remark()));
    notes.add(
        "%s captions a set, %s references, %s seed%s of the trainings; %s."
            .formatted(
                preset.captions(),
                preset.references(),
                preset.seeds().size(),
                preset.seeds().size() == 1 ? "" : "s",
                preset.sampling()));
    Map<String, List<String>> guards = new LinkedHashMap<>();
    for (TestSet set : measured) {
      columns
          .guard(set)
          .ifPresent(
              words -> guards.computeIfAbsent(words, any -> new ArrayList<>()).add(set.title()));
    }
    guards.forEach(
        (words, titles) ->
            notes.add(
                "FID (Lite0), %s: 95 %% ranges, over all seeds, of sets of this size and no single number; %s."
                    .formatted(String.join(" and ", titles), words)));
    if (!measured.isEmpty()) {
      notes.add(
          "FID (Lite0) is the Fréchet distance of EfficientNet-Lite0's features; the caption score is an embedded one for Emoji Scenes, not CLIP: neither compares with the paper's numbers, which are of other networks on LAION.");
    }
    notes.add(
        "In brackets: 95 % bootstrap intervals of the mean over captions; they and the tests over captions say nothing of other trainings than these.");
    for (Method method : published) {
      if (columns.rows().containsKey(method.name())) {
        notes.add(
            method.name()
                + " was not trained here: its pictures are reduced to the size of the others, and its seeds are of the noise alone.");
      }
    }
    if (columns.rows().containsKey(TRUTH)) {
      notes.add(
          TRUTH + ": the samples that the captions come from; not compared with the methods.");
    }
    return notes;
  }
}
