package org.text2layer.data.statistics;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.text2layer.data.statistics.distribution.CountDistribution;
import org.text2layer.data.statistics.distribution.Frequencies;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A table of two sets while it is filled: a label, a number of each set, and their difference. */
final class ComparisonRows {
  private final DatasetStatistics first;
  private final DatasetStatistics second;
  private final StringColumn labels;
  private final DoubleColumn firsts;
  private final DoubleColumn seconds;
  private final DoubleColumn differences;

  ComparisonRows(StatisticsComparison comparison, String label) {
    first = comparison.first();
    second = comparison.second();
    labels = StringColumn.create(label);
    firsts = numbers(first.name());
    seconds = numbers(second.name());
    differences = numbers(second.name() + " − " + first.name());
  }

  /** Empty, and shown with four decimals at most; a table holds more. */
  static DoubleColumn numbers(String name) {
    DoubleColumn column = DoubleColumn.create(name);
    column.setPrintFormatter(
        new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)), "");
    return column;
  }

  ComparisonRows add(String label, ToDoubleFunction<DatasetStatistics> measure) {
    double one = measure.applyAsDouble(first);
    double other = measure.applyAsDouble(second);
    labels.append(label);
    firsts.append(one);
    seconds.append(other);
    differences.append(other - one);
    return this;
  }

  /** One row for each number that occurs in either set. */
  ComparisonRows addNumbers(Function<DatasetStatistics, CountDistribution> counts) {
    SortedSet<Integer> numbers = new TreeSet<>(counts.apply(first).frequencies().counts().keySet());
    numbers.addAll(counts.apply(second).frequencies().counts().keySet());
    for (int number : numbers) {
      add(Integer.toString(number), set -> counts.apply(set).frequencies().share(number));
    }
    return this;
  }

  /** Of the most frequent values of either set, those with the greatest mean share. */
  ComparisonRows addMostFrequent(
      Function<DatasetStatistics, Frequencies<String>> frequencies, int number) {
    Frequencies<String> one = frequencies.apply(first);
    Frequencies<String> other = frequencies.apply(second);
    SortedSet<String> values = new TreeSet<>(one.top(number));
    values.addAll(other.top(number));
    Comparator<String> order =
        Comparator.comparingDouble(value -> -(known(one, value) + known(other, value)));
    List<String> most = values.stream().sorted(order).limit(number).toList();
    for (String value : most) {
      add(value, set -> frequencies.apply(set).share(value));
    }
    return this;
  }

  /** A set without any words has no shares. */
  private static double known(Frequencies<String> frequencies, String value) {
    return frequencies.total() == 0 ? 0 : frequencies.share(value);
  }

  Table table(String title) {
    return Table.create(title, labels, firsts, seconds, differences);
  }
}
