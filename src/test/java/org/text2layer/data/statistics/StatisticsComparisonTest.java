package org.text2layer.data.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.data.LayeredSample;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class StatisticsComparisonTest {
  private static final StatisticsOptions OPTIONS =
      StatisticsOptions.standard()
          .withDetector(LabelledSamples.detector())
          .withScorer((caption, picture) -> caption.length());

  private static final DatasetStatistics KEPT =
      of(
          "kept",
          LabelledSamples.sample("an apple", 0.2, 1),
          LabelledSamples.sample("a table", 1, 1));

  private static final DatasetStatistics DROPPED =
      of("dropped", LabelledSamples.sample("two red apples, apple, apple", 0, 1));

  private static DatasetStatistics of(String name, LayeredSample... samples) {
    return DatasetStatistics.of(name, List.of(samples), OPTIONS);
  }

  private static void assertRow(Table table, String label, double one, double other) {
    for (Row row : table) {
      if (row.getString(0).equals(label)) {
        assertEquals(one, row.getDouble(1), 1e-9, label);
        assertEquals(other, row.getDouble(2), 1e-9, label);
        assertEquals(other - one, row.getDouble(3), 1e-9, label);
        return;
      }
    }
    throw new AssertionError("no row " + label + " in " + table.printAll());
  }

  @Test
  void givenTwoSets_thenEachTableHasThemSideBySideAndTheirDifference() {
    StatisticsComparison both = StatisticsComparison.of(KEPT, DROPPED);
    assertEquals(
        List.of("measure", "kept", "dropped", "dropped − kept"), both.overview().columnNames());
    assertRow(both.overview(), "samples", 2, 1);
    assertRow(both.overview(), "words of a caption, mean", 1, 5);
    assertRow(both.overview(), "mask area above 0.5, mean", 0.6, 0);
    assertRow(both.overview(), "components above 0.9, mean", 1, 0);
    assertRow(both.overview(), "objects of a picture, mean", 1, 1);
    assertRow(both.overview(), "caption-picture score, mean", 7.5, 28);
    assertRow(both.captionLengths(), "50 %", 1, 5);
    assertRow(both.words(10), "apple", 0.5, 0.4);
    assertRow(both.words(10), "red", 0, 0.2);
    assertRow(both.maskAreas(0.5), "0.9 to 1", 0.5, 0);
    assertRow(both.components(0.5), "0", 0, 1);
    assertRow(both.objectsPerPicture(), "1", 1, 1);
    assertRow(both.categories(10), "table", 0.5, 0);
    assertEquals(12, both.tables().size());
  }

  @Test
  void givenMoreWordsThanAskedFor_thenThoseWithTheGreatestMeanShareAreShown() {
    Table words = StatisticsComparison.of(KEPT, DROPPED).words(2);
    assertEquals(List.of("apple", "table"), words.stringColumn("word").asList());
  }

  @Test
  void givenASetAndItself_thenNothingDiffers() {
    StatisticsComparison same =
        StatisticsComparison.of(KEPT, DatasetStatistics.joined("copy", KEPT, of("nothing")));
    for (double distance : same.distances().doubleColumn("total variation")) {
      assertEquals(0, distance, 1e-12);
    }
  }

  @Test
  void givenTwoSets_thenTheirDistancesAreOfEveryStatistic() {
    Table distances = StatisticsComparison.of(KEPT, DROPPED).distances();
    assertEquals(
        List.of("caption lengths", "words", "mask area above 0.3", "mask area above 0.5"),
        distances.stringColumn("measure").asList().subList(0, 4));
    assertEquals(10, distances.rowCount());
    assertEquals(1, distances.doubleColumn(1).get(0), 1e-12);
    assertEquals(0.6, distances.doubleColumn(1).get(1), 1e-12);
  }

  @Test
  void givenAnEmptySet_thenItsSharesAndMeansAreMissing() {
    StatisticsComparison both = StatisticsComparison.of(KEPT, of("nothing"));
    assertTrue(both.captionLengths().doubleColumn("nothing").isMissing(3));
    assertTrue(both.categories(10).doubleColumn("nothing").isMissing(0));
    assertEquals(12, both.tables().size());
  }

  @Test
  void givenSetsThatAreNotComparable_thenTheyAreRefused() {
    DatasetStatistics otherwise =
        DatasetStatistics.of("plain", List.of(), StatisticsOptions.standard());
    assertThrows(IllegalArgumentException.class, () -> StatisticsComparison.of(KEPT, otherwise));
    assertThrows(IllegalArgumentException.class, () -> StatisticsComparison.of(KEPT, of("Kept")));
    assertThrows(IllegalArgumentException.class, () -> StatisticsComparison.of(of("word"), KEPT));
    StatisticsComparison plain =
        StatisticsComparison.of(
            otherwise, DatasetStatistics.of("other", List.of(), StatisticsOptions.standard()));
    assertThrows(IllegalStateException.class, plain::objectsPerPicture);
    assertThrows(IllegalArgumentException.class, () -> plain.maskAreas(0.4));
    assertEquals(10, plain.tables().size());
  }
}
