package org.text2layer.metrics.kernel;

import java.util.stream.IntStream;
import org.text2layer.metrics.features.FeatureSet;
import org.text2layer.nn.MatrixFunctions;

/**
 * All kernels between the pictures of two sets, and the squared maximum mean discrepancy of some of
 * them, without bias (Gretton et al. 2012): the mean kernel of two pictures of the same set, for
 * both sets, minus twice that of one picture of each.
 */
final class KernelSums {
  /** Up to here all kernels are computed once (3 times 128 MB); beyond, those of a subset. */
  static final int WHOLE = 4096;

  private final double[] ofFirst;
  private final double[] ofSecond;
  private final double[] ofBoth;
  private final int first;
  private final int second;

  private KernelSums(double[] ofFirst, double[] ofSecond, double[] ofBoth, int first, int second) {
    this.ofFirst = ofFirst;
    this.ofSecond = ofSecond;
    this.ofBoth = ofBoth;
    this.first = first;
    this.second = second;
  }

  static KernelSums of(FeatureSet first, FeatureSet second, MatrixFunctions matrices) {
    int width = first.width();
    double[] a = first.toArray();
    double[] b = second.toArray();
    return new KernelSums(
        matrices.polynomialKernel(a, a, width),
        matrices.polynomialKernel(b, b, width),
        matrices.polynomialKernel(a, b, width),
        first.size(),
        second.size());
  }

  /** Of all pictures. */
  double discrepancy() {
    return discrepancy(IntStream.range(0, first).toArray(), IntStream.range(0, second).toArray());
  }

  /**
   * Of pictures by their numbers. Numbers that repeat count as different pictures, so that with
   * replacement the value is too high: its spread is what a bootstrap wants.
   */
  double discrepancy(int[] ofFirstSet, int[] ofSecondSet) {
    return within(ofFirst, first, ofFirstSet)
        + within(ofSecond, second, ofSecondSet)
        - 2 * between(ofFirstSet, ofSecondSet);
  }

  private static double within(double[] kernels, int size, int[] chosen) {
    double sum = 0;
    for (int i = 0; i < chosen.length; i++) {
      int row = chosen[i] * size;
      double rowSum = -kernels[row + chosen[i]];
      for (int other : chosen) {
        rowSum += kernels[row + other];
      }
      sum += rowSum;
    }
    return sum / ((double) chosen.length * (chosen.length - 1));
  }

  private double between(int[] ofFirstSet, int[] ofSecondSet) {
    double sum = 0;
    for (int one : ofFirstSet) {
      double rowSum = 0;
      for (int other : ofSecondSet) {
        rowSum += ofBoth[one * second + other];
      }
      sum += rowSum;
    }
    return sum / ((double) ofFirstSet.length * ofSecondSet.length);
  }
}
