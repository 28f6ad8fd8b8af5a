package org.text2layer.notebook;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.text2layer.data.statistics.StatisticsComparison;
import org.text2layer.notebook.html.ChartStyle;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Two data sets side by side as bars, from the tables of a {@link StatisticsComparison}. */
public final class ComparisonChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;

  /** Of so many characters in all, labels of equal length still stand beside one another. */
  private static final int CHARACTERS = 55;

  private static final int LABEL_ANGLE = 45;

  private ComparisonChart() {}

  /**
   * A table's rows along the axis and its second and third column as bars; a missing number has no
   * bar.
   *
   * @param table as {@link StatisticsComparison#maskAreas} gives it
   * @param axis what the bars measure, as "share of the samples"
   * @throws IllegalArgumentException if the table has no rows, or no two columns of numbers after
   *     the first
   */
  public static CategoryChart of(Table table, String axis) {
    requireComparison(table);
    List<String> labels = new ArrayList<>();
    table.column(0).forEach(label -> labels.add(label.toString()));
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(table.name())
            .xAxisTitle(table.column(0).name())
            .yAxisTitle(axis)
            .build();
    style(chart.getStyler(), labels);
    for (int set = 1; set <= 2; set++) {
      NumericColumn<?> column = (NumericColumn<?>) table.column(set);
      chart.addSeries(column.name(), labels, heights(column));
    }
    return chart;
  }

  private static void requireComparison(Table table) {
    boolean numbers =
        table.columnCount() >= 3
            && table.column(1) instanceof NumericColumn
            && table.column(2) instanceof NumericColumn;
    if (!numbers || table.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected rows of a label and two numbers but table '%s' has %s rows of %s: take one of a StatisticsComparison."
              .formatted(table.name(), table.rowCount(), table.columnNames()));
    }
  }

  private static List<Double> heights(NumericColumn<?> column) {
    List<Double> heights = new ArrayList<>();
    Arrays.stream(column.asDoubleArray())
        .forEach(height -> heights.add(Double.isNaN(height) ? null : height));
    return heights;
  }

  private static void style(CategoryStyler styler, List<String> labels) {
    ChartStyle.apply(styler);
    styler.setAvailableSpaceFill(0.8);
    styler.setYAxisMin(0.0);
    styler.setYAxisDecimalPattern("0.####");
    styler.setSeriesColors(new Color[] {ChartStyle.colour(0), ChartStyle.colour(1)});
    int longest = labels.stream().mapToInt(String::length).max().orElseThrow();
    if (longest * labels.size() > CHARACTERS) {
      styler.setXAxisLabelRotation(LABEL_ANGLE);
    }
  }
}
