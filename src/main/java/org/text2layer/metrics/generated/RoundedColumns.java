package org.text2layer.metrics.generated;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;

/** Columns that hold every digit and show a few, whatever language the machine speaks. */
final class RoundedColumns {
  private RoundedColumns() {}

  static DoubleColumn numbers(String name, double... values) {
    return shown("0.000", DoubleColumn.create(name, values));
  }

  /** Shares in [0, 1], shown as percents. */
  static DoubleColumn shares(String name) {
    return shown("0.0 %", DoubleColumn.create(name));
  }

  private static DoubleColumn shown(String pattern, DoubleColumn column) {
    column.setPrintFormatter(
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)), "");
    return column;
  }
}
