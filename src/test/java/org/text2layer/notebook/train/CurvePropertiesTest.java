package org.text2layer.notebook.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CurvePropertiesTest {
  @Property(tries = 200)
  void aThinnedCurveKeepsItsPeakAndItsOrder(
      @ForAll @Size(min = 1, max = 50) List<@DoubleRange(min = -9, max = 9) Double> values,
      @ForAll @IntRange(min = 1, max = 200) int times) {
    Curve curve = new Curve();
    int step = 0;
    for (int i = 0; i < times; i++) {
      for (double value : values) {
        curve.add(++step, value);
      }
    }
    curve.add(++step, 10);
    curve.add(++step, Double.NaN);
    List<Curve.Point> points = curve.points();
    assertTrue(points.size() <= 2_000, points.size() + " points");
    assertTrue(points.contains(new Curve.Point(step - 1, 10)), "the peak");
    assertEquals(Collections.min(values), curve.least(), 1e-12);
    for (int i = 1; i < points.size(); i++) {
      assertTrue(points.get(i - 1).step() < points.get(i).step());
    }
  }

  @Property(tries = 100)
  void theAverageOfAConstantIsTheConstantFromTheFirstStepOn(
      @ForAll @DoubleRange(min = -5, max = 5) double value,
      @ForAll @IntRange(min = 1, max = 100) int width) {
    Curve.Smoothed curve = new Curve.Smoothed(width);
    for (int step = 1; step <= 5; step++) {
      curve.add(step, value);
      assertEquals(value, curve.last(), 1e-12);
    }
  }
}
