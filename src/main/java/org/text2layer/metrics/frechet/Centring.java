package org.text2layer.metrics.frechet;

import java.util.Arrays;

/** Products of centred rows from the products of the rows themselves. */
final class Centring {
  private Centring() {}

  /**
   * Of a matrix of products (rows, columns) those of the drawn rows and columns: their weighted
   * means taken away in both directions, times the roots of the counts.
   *
   * @param rows how often each row was drawn; rows with 0 are left out
   * @param columns likewise
   */
  static double[] weighted(double[] products, int[] rows, int[] columns) {
    double[] ofRows = new double[rows.length];
    double[] ofColumns = new double[columns.length];
    double all = 0;
    double rowSum = Arrays.stream(rows).sum();
    double columnSum = Arrays.stream(columns).sum();
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double value = products[i * columns.length + j];
        ofRows[i] += columns[j] * value / columnSum;
        ofColumns[j] += rows[i] * value / rowSum;
      }
      all += rows[i] * ofRows[i] / rowSum;
    }
    int[] drawnRows = drawn(rows);
    int[] drawnColumns = drawn(columns);
    double[] centred = new double[drawnRows.length * drawnColumns.length];
    int at = 0;
    for (int i : drawnRows) {
      for (int j : drawnColumns) {
        double value = products[i * columns.length + j] - ofRows[i] - ofColumns[j] + all;
        centred[at++] = Math.sqrt((double) rows[i] * columns[j]) * value;
      }
    }
    return centred;
  }

  private static int[] drawn(int[] counts) {
    int[] numbers = new int[counts.length];
    int found = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        numbers[found++] = i;
      }
    }
    return Arrays.copyOf(numbers, found);
  }
}
