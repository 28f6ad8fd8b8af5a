package org.text2layer.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.statistics.DatasetStatistics;
import org.text2layer.data.statistics.StatisticsComparison;
import org.text2layer.data.statistics.StatisticsOptions;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ComparisonChartTest {
  private static final StatisticsComparison BOTH =
      StatisticsComparison.of(
          DatasetStatistics.of(
              "train",
              Stream.of(1, 2).map(EmojiScenes.train()::sample),
              StatisticsOptions.standard()),
          DatasetStatistics.of("nothing", List.of(), StatisticsOptions.standard()));

  @Test
  void givenATableOfTwoSets_thenEachIsASeriesOverTheRows() {
    Table areas = BOTH.maskAreas(0.5);
    CategoryChart chart = ComparisonChart.of(areas, "share of the samples");
    assertEquals("mask area above 0.5", chart.getTitle());
    assertEquals(List.of("train", "nothing"), List.copyOf(chart.getSeriesMap().keySet()));
    assertEquals(
        areas.stringColumn("area").asList(),
        List.copyOf(chart.getSeriesMap().get("train").getXData()));
  }

  @Test
  void givenMissingNumbers_thenTheirBarsAreMissingAndTheChartIsShown() {
    CategoryChart chart = ComparisonChart.of(BOTH.maskAreas(0.5), "share");
    assertTrue(chart.getSeriesMap().get("nothing").getYData().stream().allMatch(y -> y == null));
    assertTrue(Rendering.chart(chart).html().contains("data:image/png"));
  }

  @Test
  void givenATableOfSomethingElse_thenItIsRefused() {
    Table words = Table.create("words", StringColumn.create("a", List.of("x")));
    assertThrows(IllegalArgumentException.class, () -> ComparisonChart.of(words, ""));
    Table empty =
        Table.create(
            "empty", StringColumn.create("a"), DoubleColumn.create("b"), DoubleColumn.create("c"));
    assertThrows(IllegalArgumentException.class, () -> ComparisonChart.of(empty, ""));
  }
}
