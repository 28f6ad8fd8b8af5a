package org.text2layer.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.MaskReference;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.method.Method;
import org.text2layer.experiment.plan.Experiment;
import org.text2layer.experiment.plan.TableException;
import org.text2layer.experiment.plan.TablePreset;
import org.text2layer.experiment.result.ResultTable;

/** Tables of cells with values of our own: nothing is trained. */
class ExperimentTablesTest {
  private static final List<TestSet> SETS =
      List.of(set(TestSet.HELD_OUT), set(TestSet.BROAD), set(TestSet.STAMPS));

  private static TestSet set(String key) {
    return new TestSet(
        key,
        key + " set",
        "synthetic",
        seed -> {
          throw new AssertionError("cells are enough");
        });
  }

  /** Of every method of every experiment, everywhere, with two seeds. */
  private static List<Cell> cells() {
    Set<Method> methods = new LinkedHashSet<>();
    for (Experiment experiment : Experiment.values()) {
      methods.addAll(experiment.methods());
    }
    List<Cell> cells = new ArrayList<>();
    for (Method method : methods) {
      for (long seed = 0; seed < 2; seed++) {
        cells.addAll(cells(method.key(), seed, 100 - 10 * method.share()));
      }
    }
    cells.addAll(cells(MethodCells.TRUTH, 0, 10));
    return cells;
  }

  private static List<Cell> cells(String key, long seed, double distance) {
    List<Cell> cells = new ArrayList<>();
    for (TestSet set : SETS) {
      cells.add(SyntheticCells.pictures(key, seed, set.key(), 0.5, distance));
      for (MaskReference reference : MaskReference.values()) {
        cells.add(SyntheticCells.masks(key, seed, set.key(), reference, 0.5));
      }
    }
    return cells;
  }

  private static List<ResultTable> tables(Experiment experiment, List<Cell> cells) {
    return new ExperimentTables(
            TablePreset.smoke(),
            SETS,
            MeasuredCells.of(cells),
            new HumanOverlaps(Optional.empty(), Map.of()),
            List.of())
        .of(experiment);
  }

  @Test
  void everyExperimentHasARowForEachOfItsMethodsAndTheTruthOnceInItsOrder() {
    for (Experiment experiment : Experiment.values()) {
      ResultTable table = tables(experiment, cells()).get(0);
      List<String> rows = table.rows().stream().map(row -> row.get(0).text()).toList();
      List<String> names = experiment.methods().stream().map(Method::name).toList();
      assertEquals(
          experiment == Experiment.PAPER ? names.subList(0, 5) : names,
          rows.stream().filter(names::contains).toList(),
          experiment.key());
      assertEquals(1, rows.stream().filter(ExperimentTables.TRUTH::equals).count());
      assertTrue(table.notes().get(0).contains("numbers are bad"), "the preset's remark");
    }
  }

  @Test
  void theDetectorsExperimentComparesMasksWithBothDetectors() {
    List<String> columns = tables(Experiment.DETECTOR, cells()).get(0).columns();
    assertTrue(
        columns.containsAll(List.of("IoU, embedded detector ↑", "IoU, GrabCut ↑")),
        columns.toString());
  }

  @Test
  void theDataSizesExperimentSaysWhatDoublingChanges() {
    ResultTable table = tables(Experiment.DATA_SIZE, cells()).get(0);
    int samples = table.columns().indexOf("samples");
    assertEquals(
        List.of("26", "64", "128", "256", "–"),
        table.rows().stream().map(row -> row.get(samples).text()).toList());
    String text = table.markdown();
    assertTrue(text.contains("Fitted line, FID (Lite0): -"), text);
    assertTrue(text.contains("8 points"), text);
  }

  @Test
  void tableOneHasADistanceOfEverySetAndSaysOfEachWhyItIsARange() {
    ResultTable table = tables(Experiment.PAPER, cells()).get(0);
    for (TestSet set : SETS) {
      assertTrue(table.columns().contains("FID (Lite0), " + set.title() + " ↓"), set.key());
      assertTrue(
          table.notes().stream()
              .anyMatch(note -> note.contains(set.title()) && note.contains("only 30 pictures")),
          set.key());
    }
    assertEquals(7 + 1, table.rows().size());
    assertEquals(
        "cells/cat2i-ae-sd/seed-0/held-out.masks.json cells/cat2i-ae-sd/seed-1/held-out.masks.json",
        table.rows().get(0).get(table.columns().indexOf("IoU, embedded detector ↑")).provenance());
  }

  @Test
  void givenAMethodThatWasNotMeasuredThenItsCellsAreEmptyAndTheOthersStay() {
    List<Cell> cells = new ArrayList<>(cells());
    cells.removeIf(cell -> cell.key().method().equals(Method.pixelSpace().key()));
    ResultTable table = tables(Experiment.PIXEL_SPACE, cells).get(0);
    assertEquals("–", table.rows().get(1).get(1).text());
    assertTrue(table.rows().get(0).get(1).text().startsWith("["));
  }

  @Test
  void givenAMissingSeedOfOneMethodThenDistancesAreNotCompared() {
    List<Cell> cells = new ArrayList<>(cells());
    cells.removeIf(
        cell -> cell.key().method().equals(Method.pixelSpace().key()) && cell.key().seed() == 1);
    String message =
        assertThrows(TableException.class, () -> tables(Experiment.PIXEL_SPACE, cells))
            .getMessage();
    assertTrue(message.contains("as many seeds of 'CaT2I-AE-SD' as of 'pixel space'"), message);
  }
}
