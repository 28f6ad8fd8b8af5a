package org.text2layer.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MatrixFunctionsTest {
  @Test
  void givenSmallMatricesThenEachFunctionGivesWhatOneComputesByHandAndKeepsNothing() {
    try (MatrixFunctions matrices = MatrixFunctions.open()) {
      int before = matrices.openArrays();
      // Two projections at 45 degrees: their product has the one eigenvalue ½.
      double[] first = {1, 0, 0, 0};
      double[] second = {0.5, 0.5, 0.5, 0.5};
      assertEquals(Math.sqrt(0.5), matrices.traceOfRoot(first, second, 2), 1e-7);
      assertEquals(5, matrices.traceOfRoot(new double[] {4, 0, 0, 9}, 2), 1e-12);
      assertEquals(7, matrices.nuclearNorm(new double[] {0, 3, 0, -4, 0, 0}, 2, 3), 1e-12);
      double[] rows = {1, 2, 3, 4};
      assertArrayEquals(
          new double[] {5, 11}, matrices.innerProducts(new double[] {1, 2}, rows, 2), 1e-12);
      assertArrayEquals(
          new double[] {Math.pow(3.5, 3), Math.pow(6.5, 3)},
          matrices.polynomialKernel(new double[] {1, 2}, rows, 2),
          1e-9);
      assertEquals(before, matrices.openArrays());
    }
  }
}
