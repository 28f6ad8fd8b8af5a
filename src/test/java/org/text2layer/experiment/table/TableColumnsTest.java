package org.text2layer.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.plan.TableException;
import org.text2layer.experiment.result.ComparedColumn;
import org.text2layer.experiment.result.ResultTable;
import org.text2layer.experiment.result.TableSignificance;

class TableColumnsTest {
  private static final TestSet HELD_OUT =
      new TestSet(
          TestSet.HELD_OUT,
          "held-out scenes",
          "synthetic",
          seed -> {
            throw new AssertionError("cells are enough");
          });

  /** Two seeds of each of three methods; the first one's score is far above. */
  private static List<Cell> clear() {
    List<Cell> cells = new ArrayList<>();
    for (long seed = 0; seed < 2; seed++) {
      cells.add(SyntheticCells.pictures("best", seed, 0.9, 40));
      cells.add(SyntheticCells.pictures("middle", seed, 0.3, 40.1));
      cells.add(SyntheticCells.pictures("last", seed, 0.28, 90));
    }
    return cells;
  }

  private static TableColumns columns(List<Cell> cells, String... untested) {
    Map<String, String> rows = new LinkedHashMap<>();
    cells.forEach(cell -> rows.put("name of " + cell.key().method(), cell.key().method()));
    return new TableColumns(MeasuredCells.of(cells), rows, List.of(untested));
  }

  private static List<ResultTable> tables(List<Cell> cells, String... untested) {
    return tables(2, cells, untested);
  }

  private static List<ResultTable> tables(int seeds, List<Cell> cells, String... untested) {
    TableColumns columns = columns(cells, untested);
    return TableAssembly.of(
            "synthetic",
            "Synthetic",
            List.copyOf(columns.rows().keySet()),
            List.of(columns.frechet(HELD_OUT), columns.captionScore(HELD_OUT)),
            seeds)
        .tables();
  }

  @Test
  void onlyAMethodThatBeatsEveryOtherSignificantlyIsBold() {
    String text = tables(clear()).get(0).markdown();
    assertEquals(1, text.lines().filter(line -> line.contains("**")).count(), text);
    assertTrue(text.matches("(?s).*name of best \\| \\\\\\[[0-9., ]+\\\\] \\| \\*\\*0.8.*"), text);
    assertTrue(text.contains("Holm's correction over all 6 comparisons"), text);
  }

  @Test
  void givenOneTrainingOfEachMethodThenNothingIsBoldAndTheTableSaysWhy() {
    String text = tables(1, clear()).get(0).markdown();
    assertEquals(0, text.lines().filter(line -> line.contains("**")).count(), text);
    assertTrue(text.contains("Nothing is bold"), text);
  }

  @Test
  void givenDistancesThatDifferInOneSeedOnlyThenNoDifferenceIsSignificant() {
    List<Cell> cells =
        List.of(
            SyntheticCells.pictures("a", 0, 0.5, 40),
            SyntheticCells.pictures("a", 1, 0.5, 40),
            SyntheticCells.pictures("b", 0, 0.5, 90),
            SyntheticCells.pictures("b", 1, 0.5, 40.2));
    ComparedColumn column = columns(cells).frechet(HELD_OUT);
    assertTrue(column.comparisons().get(0).pValue() > 0.3, column.toString());
    assertEquals(Optional.empty(), TableSignificance.of(List.of(column)).winner(column));
  }

  @Test
  void givenOppositeDirectionsInTwoSeedsThenThereIsNoDifference() {
    List<Cell> cells =
        List.of(
            SyntheticCells.pictures("a", 0, 0.5, 40),
            SyntheticCells.pictures("a", 1, 0.5, 90),
            SyntheticCells.pictures("b", 0, 0.5, 90),
            SyntheticCells.pictures("b", 1, 0.5, 40));
    assertEquals(1, columns(cells).frechet(HELD_OUT).comparisons().get(0).pValue());
  }

  @Test
  void aRowForComparisonIsNeverTestedAndNeverBold() {
    String text = tables(clear(), "name of best").get(0).markdown();
    assertTrue(text.contains("Holm's correction over all 2 comparisons"), text);
    assertTrue(text.contains("name of best | "), text);
    assertTrue(
        text.lines()
            .filter(line -> line.startsWith("| name of best"))
            .noneMatch(line -> line.contains("**")),
        text);
  }

  @Test
  void aDistanceOfFewPicturesIsARangeOverAllSeedsAndNeverOneNumber() {
    ComparedColumn column = columns(clear()).frechet(HELD_OUT);
    String text = column.texts().get("name of best");
    assertTrue(text.matches("\\[[0-9.]+, [0-9.]+\\]"), text);
    String[] ends = text.substring(1, text.length() - 1).split(", ");
    double low = Double.parseDouble(ends[0]);
    double high = Double.parseDouble(ends[1]);
    assertTrue(low < 38.5 && high > 41.5, text);
    String words = columns(clear()).guard(HELD_OUT).orElseThrow();
    assertTrue(words.contains("only 30 pictures of at least 2048"), words);
  }

  @Test
  void theOrderInWhichCellsWereMeasuredChangesNothing() {
    List<Cell> shuffled = new ArrayList<>(clear());
    Collections.shuffle(shuffled, new Random(3));
    List<String> order = List.of("best", "middle", "last");
    Map<String, String> rows =
        order.stream()
            .collect(
                Collectors.toMap(m -> "name of " + m, m -> m, (a, b) -> a, LinkedHashMap::new));
    TableColumns columns = new TableColumns(MeasuredCells.of(shuffled), rows, List.of());
    ResultTable again =
        TableAssembly.of(
                "synthetic",
                "Synthetic",
                List.copyOf(rows.keySet()),
                List.of(columns.frechet(HELD_OUT), columns.captionScore(HELD_OUT)),
                2)
            .tables()
            .get(0);
    assertEquals(tables(clear()).get(0), again);
    assertEquals(
        MeasurementTables.measurements(MeasuredCells.of(clear())),
        MeasurementTables.measurements(MeasuredCells.of(shuffled)));
  }

  @Test
  void givenOtherCaptionsOfOneMethodThenTheTableIsRefused() {
    Cell first = SyntheticCells.pictures("a", 0, 0.5, 40);
    Cell usual = SyntheticCells.pictures("b", 0, 0.5, 40);
    List<String> captions = new ArrayList<>(usual.captions());
    captions.set(7, "another");
    Cell other =
        new Cell(
            usual.key(),
            captions,
            usual.values(),
            usual.numbers(),
            usual.distance(),
            usual.provenance());
    String message =
        assertThrows(TableException.class, () -> MeasuredCells.of(List.of(first, other)))
            .getMessage();
    assertTrue(message.contains("number 7 is 'caption 7' and 'another'"), message);
  }
}
