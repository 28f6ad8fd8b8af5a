package org.text2layer.metrics.significance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Expected numbers by Wilson's formula and by hand. */
class ProportionTest {
  @Test
  void givenFewTrials_thenTheIntervalIsWilsons() {
    Proportion eight = new Proportion(8, 10);
    assertEquals(0.4902, eight.low(), 1e-4);
    assertEquals(0.9433, eight.high(), 1e-4);
    assertEquals("0.800 [0.490, 0.943]", eight.text(3));
    assertEquals(0.2775, new Proportion(0, 10).high(), 1e-4);
    assertEquals(1, new Proportion(10, 10).high(), 1e-12);
  }

  @Test
  void givenNoTrials_thenNothingIsKnown() {
    Proportion none = new Proportion(0, 0);
    assertEquals(0, none.low());
    assertEquals(1, none.high());
    assertEquals("–", none.text(2));
    assertThrows(IllegalArgumentException.class, () -> new Proportion(3, 2));
  }

  @Test
  void givenAWidth_thenSoManyTrialsReachItAndOneFewerDoNot() {
    Proportion half = new Proportion(50, 100);
    long needed = half.trialsFor(0.1);
    assertTrue(
        new Proportion(needed / 2, needed).high() - new Proportion(needed / 2, needed).low()
            <= 0.1);
    long fewer = (needed - 2) / 2 * 2;
    Proportion almost = new Proportion(fewer / 2, fewer);
    assertTrue(almost.high() - almost.low() > 0.1 - 1e-4, fewer + " trials are not enough");
    assertEquals(381, needed);
    assertThrows(IllegalArgumentException.class, () -> half.trialsFor(0));
  }

  @Test
  void givenTwoDeciders_thenTheTestIsExactAndByWhatOneAloneTellsRight() {
    McNemarTest test = new McNemarTest(60, 3, 14);
    assertEquals(2 * (1 + 17 + 136 + 680) / Math.pow(2, 17), test.pValue(), 1e-9);
    assertEquals(1, new McNemarTest(5, 0, 0).pValue());
    assertEquals(
        new McNemarTest(3, 1, 1),
        McNemarTest.of(new boolean[] {true, false, true}, new boolean[] {false, true, true}));
    assertThrows(
        IllegalArgumentException.class, () -> McNemarTest.of(new boolean[1], new boolean[2]));
  }
}
