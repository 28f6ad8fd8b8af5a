package org.text2layer.metrics.significance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void givenNewcombesExamples_thenTheIntervalsAreThoseOfHisTenthMethod() {
    Difference large = new Proportion(56, 70).minus(new Proportion(48, 80));
    assertEquals(0.2, large.value(), 1e-12);
    assertEquals(0.0524, large.low(), 5e-5);
    assertEquals(0.3339, large.high(), 5e-5);
    assertTrue(large.isOne());
    Difference small = new Proportion(9, 10).minus(new Proportion(3, 10));
    assertEquals(0.1705, small.low(), 5e-5);
    assertEquals(0.8090, small.high(), 5e-5);
    Difference certain = new Proportion(10, 10).minus(new Proportion(0, 20));
    assertEquals(0.6791, certain.low(), 5e-5);
    assertEquals(1, certain.high(), 1e-12);
  }

  @Test
  void givenNoTrials_thenNothingIsKnown() {
    Difference none = new Proportion(0, 0).minus(new Proportion(1, 2));
    assertEquals("–", none.text(2));
    assertFalse(none.isOne());
  }

  @Test
  void givenNumbersThatGoBy_thenMeansAndErrorsAreThoseOfTheWholeList() {
    RunningMean one = new RunningMean();
    RunningMean other = new RunningMean();
    DoubleStream.of(1e6 + 1, 1e6 + 2, 1e6 + 6).forEach(one::add);
    DoubleStream.of(1e6, 1e6 + 4).forEach(other::add);
    // Variances 7 and 8: 7 / 3 and 8 / 2 are the squared errors of the means.
    assertEquals("+1.00 [-3.93, 5.93]", one.minus(other).text(2));
    assertEquals(1e6 + 3, one.difference().value(), 1e-6);
    assertEquals(1.959964 * Math.sqrt(7.0 / 3), one.difference().high() - (1e6 + 3), 1e-5);
  }
}
