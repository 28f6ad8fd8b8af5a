package org.text2layer.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SizeCurveTest {
  private static final double[] SAMPLES = {100, 200, 400, 800, 100, 200, 400, 800};

  @Test
  void givenValuesOnALineThenItIsFoundExactly() {
    double[] values = new double[SAMPLES.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = 7 - 1.5 * Math.log(SAMPLES[i]) / Math.log(2);
    }
    SizeCurve curve = SizeCurve.fit(SAMPLES, values);
    assertEquals(-1.5, curve.perDoubling(), 1e-9);
    assertEquals(1, curve.explained(), 1e-9);
    assertEquals(0, curve.margin(), 1e-6);
  }

  /** By hand: x = 0, 1, 2, y = 0, 3, 3; slope 1.5, rest 1.5, t(1) = 12.706. */
  @Test
  void givenThreePointsThenTheIntervalIsStudents() {
    SizeCurve curve = SizeCurve.fit(new double[] {1, 2, 4}, new double[] {0, 3, 3});
    assertEquals(1.5, curve.perDoubling(), 1e-12);
    assertEquals(12.7062 * Math.sqrt(1.5 / 1 / 2), curve.margin(), 1e-3);
    assertEquals(0.75, curve.explained(), 1e-12);
  }

  @Test
  void givenOneSizeOnlyThenThereIsNoCurve() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> SizeCurve.fit(new double[] {5, 5}, new double[] {1, 2}))
            .getMessage();
    assertTrue(message.contains("all are 5.0"), message);
  }
}
