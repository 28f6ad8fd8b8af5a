package org.text2layer.data.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.text2layer.data.statistics.distribution.CountDistribution;
import org.text2layer.data.statistics.distribution.Frequencies;
import org.text2layer.data.statistics.distribution.MeanAndDeviation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Two data sets side by side: kept against all, filtered against dropped, training against test.
 * Every table has what is measured in its first column, then one column a set, then the second
 * minus the first; what a set has not is missing. Immutable.
 *
 * @param first the set in the left column
 * @param second the set in the right column
 */
public record StatisticsComparison(DatasetStatistics first, DatasetStatistics second) {
  /** The paper compares the 5,000 most frequent words. */
  public static final int PAPER_TOP_WORDS = 5000;

  /** Tablesaw takes a column's name once, whatever its case. */
  private static final Set<String> COLUMN_NAMES =
      Set.of("measure", "percentile", "word", "area", "components", "objects", "category");

  /**
   * Checks that the sets can be compared.
   *
   * @throws IllegalArgumentException if they were not measured in the same way, or their names do
   *     not serve as columns of one table
   */
  public StatisticsComparison {
    first.requireMeasuredAs(second);
    String one = first.name().toLowerCase(Locale.ROOT);
    String other = second.name().toLowerCase(Locale.ROOT);
    if (one.equals(other) || COLUMN_NAMES.contains(one) || COLUMN_NAMES.contains(other)) {
      throw new IllegalArgumentException(
          "Expected names for two columns beside %s but got '%s' and '%s': name the sets otherwise."
              .formatted(new TreeSet<>(COLUMN_NAMES), first.name(), second.name()));
    }
  }

  /** Two sets, the first one in the left column. */
  public static StatisticsComparison of(DatasetStatistics first, DatasetStatistics second) {
    return new StatisticsComparison(first, second);
  }

  /**
   * Pearson's r of the shares of all words of the 5,000 most frequent words of either set (the
   * union; the paper's summary does not say which list it takes); see {@link Frequencies#pearson}.
   */
  public double wordCorrelation() {
    return first.words().pearson(second.words(), PAPER_TOP_WORDS);
  }

  /** Counts, means and the score: one row a measure. */
  public Table overview() {
    ComparisonRows rows = rows("measure");
    rows.add("samples", DatasetStatistics::samples);
    rows.add("words of a caption, mean", set -> set.captionLengths().mean());
    rows.add("words", set -> set.words().total());
    rows.add("different words", set -> set.words().counts().size());
    for (double threshold : first.maskAreas().keySet()) {
      rows.add(above("mask area", threshold) + ", mean", set -> area(set, threshold).mean());
      rows.add(
          above("mask area", threshold) + ", deviation", set -> area(set, threshold).deviation());
    }
    for (double threshold : first.components().keySet()) {
      rows.add(
          above("components", threshold) + ", mean", set -> set.components().get(threshold).mean());
    }
    if (first.objects().isPresent()) {
      rows.add("objects of a picture, mean", set -> objects(set).perPicture().mean());
      rows.add("different categories", set -> objects(set).perCategory().counts().size());
    }
    if (first.captionScore().isPresent()) {
      rows.add("caption-picture score, mean", set -> score(set).mean());
      rows.add("caption-picture score, deviation", set -> score(set).deviation());
    }
    return rows.table("overview");
  }

  private ComparisonRows rows(String label) {
    return new ComparisonRows(this, label);
  }

  private static MeanAndDeviation area(DatasetStatistics set, double threshold) {
    return set.maskAreas().get(threshold).values();
  }

  private static DatasetStatistics.ObjectStatistics objects(DatasetStatistics set) {
    return set.objects().orElseThrow();
  }

  private static MeanAndDeviation score(DatasetStatistics set) {
    return set.captionScore().orElseThrow();
  }

  private static String above(String what, double threshold) {
    return what + " above " + threshold;
  }

  /** Words of a caption at the paper's percentiles. */
  public Table captionLengths() {
    ComparisonRows rows = rows("percentile");
    for (int percent : DatasetStatistics.PERCENTILES) {
      rows.add(percent + " %", set -> set.captionLengths().percentile(percent));
    }
    return rows.table("caption length percentiles");
  }

  /** Shares of all words, for so many of the most frequent words of either set. */
  public Table words(int number) {
    return rows("word").addMostFrequent(DatasetStatistics::words, number).table("word shares");
  }

  /** Shares of the samples whose mask covers so much of the picture. */
  public Table maskAreas(double threshold) {
    double[] edges = required(first.maskAreas().get(threshold), threshold).edges();
    ComparisonRows rows = rows("area");
    for (int bin = 0; bin + 1 < edges.length; bin++) {
      int at = bin;
      String range = rounded(edges[bin]) + " to " + rounded(edges[bin + 1]);
      rows.add(range, set -> set.maskAreas().get(threshold).shares()[at]);
    }
    return rows.table(above("mask area", threshold));
  }

  /** 0.3 as "0.3". */
  private static String rounded(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** Shares of the samples whose mask has so many components. */
  public Table components(double threshold) {
    required(first.components().get(threshold), threshold);
    return rows("components")
        .addNumbers(set -> set.components().get(threshold))
        .table(above("components", threshold));
  }

  private static <T> T required(T value, double threshold) {
    if (value == null) {
      throw new IllegalArgumentException(
          "Expected a threshold that was measured but got "
              + threshold
              + ": see the provenance of the statistics.");
    }
    return value;
  }

  /**
   * Shares of the samples that show so many objects.
   *
   * @throws IllegalStateException if there was no detector
   */
  public Table objectsPerPicture() {
    requireObjects();
    return rows("objects")
        .addNumbers(set -> objects(set).perPicture())
        .table("objects of a picture");
  }

  /**
   * Shares of all objects, for so many of the most frequent categories of either set.
   *
   * @throws IllegalStateException if there was no detector
   */
  public Table categories(int number) {
    requireObjects();
    return rows("category")
        .addMostFrequent(set -> objects(set).perCategory(), number)
        .table("category shares");
  }

  private void requireObjects() {
    if (first.objects().isEmpty()) {
      throw new IllegalStateException(
          "Expected sets whose objects were counted but there was no detector: measure them with"
              + " StatisticsOptions.withDetector(...).");
    }
  }

  /** How far the distributions are from each other: total variation, from 0 (equal) to 1. */
  public Table distances() {
    StringColumn measure = StringColumn.create("measure");
    DoubleColumn distance = ComparisonRows.numbers("total variation");
    measure.append("caption lengths");
    distance.append(distance(DatasetStatistics::captionLengths));
    measure.append("words");
    distance.append(first.words().totalVariation(second.words()));
    first
        .maskAreas()
        .forEach(
            (threshold, histogram) -> {
              measure.append(above("mask area", threshold));
              distance.append(histogram.totalVariation(second.maskAreas().get(threshold)));
            });
    for (double threshold : first.components().keySet()) {
      measure.append(above("components", threshold));
      distance.append(distance(set -> set.components().get(threshold)));
    }
    if (first.objects().isPresent()) {
      measure.append("objects of a picture");
      distance.append(distance(set -> objects(set).perPicture()));
      measure.append("categories");
      distance.append(objects(first).perCategory().totalVariation(objects(second).perCategory()));
    }
    return Table.create("distances", measure, distance);
  }

  private double distance(Function<DatasetStatistics, CountDistribution> counts) {
    return counts.apply(first).frequencies().totalVariation(counts.apply(second).frequencies());
  }

  /** All tables, with the 10 most frequent words and categories. */
  public List<Table> tables() {
    int most = 10;
    List<Table> tables = new ArrayList<>(List.of(overview(), captionLengths(), words(most)));
    first.maskAreas().keySet().forEach(threshold -> tables.add(maskAreas(threshold)));
    first.components().keySet().forEach(threshold -> tables.add(components(threshold)));
    if (first.objects().isPresent()) {
      tables.add(objectsPerPicture());
      tables.add(categories(most));
    }
    tables.add(distances());
    return tables;
  }
}
