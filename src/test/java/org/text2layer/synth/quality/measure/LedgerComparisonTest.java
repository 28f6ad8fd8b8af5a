package org.text2layer.synth.quality.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.metrics.significance.Proportion;

class LedgerComparisonTest {
  private static final Slicing PARITY =
      Slicing.of("parity", row -> Set.of(row.record() % 2 == 0 ? "even" : "odd"));

  /** 40 records that are kept from 0.5 on; odd ones get a shift. */
  private static Ledger ledger(String keys, double shiftOfOdd) {
    List<LedgerRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double score = i / 40.0 + (i % 2 == 1 ? shiftOfOdd : 0);
      boolean kept = score >= 0.5;
      rows.add(
          new LedgerRow(
              i,
              keys + i,
              "",
              "",
              kept ? Verdict.KEPT : Verdict.DROPPED,
              kept ? "" : "mask",
              kept ? OptionalDouble.empty() : OptionalDouble.of(score),
              Map.of("mask", score)));
    }
    return new Ledger(rows);
  }

  private static LedgerComparison compared(Ledger first, Ledger second) {
    return LedgerComparison.of(first, second, List.of("mask"), List.of(PARITY));
  }

  @Test
  void givenTheSameRecords_thenScoresShiftByPairsAndTheFlippedOnesAreNamed() {
    LedgerComparison comparison = compared(ledger("k", 0), ledger("k", 0.1));
    assertTrue(comparison.isPaired());
    LedgerComparison.Slice even = comparison.slices().get(0);
    LedgerComparison.Slice odd = comparison.slices().get(1);
    assertEquals("even", even.name());
    assertEquals("+0.100 [0.100, 0.100]", odd.shifts().get("mask").text(3));
    assertFalse(even.shifts().get("mask").isOne());
    assertArrayEquals(new int[] {17, 19}, comparison.cameIn().toArray());
    assertEquals(0, comparison.wentOut().count());
    assertEquals(new Proportion(10, 20), odd.first());
    assertEquals(new Proportion(12, 20), odd.second());
    assertEquals(12.0 / 22 - 10.0 / 20, odd.change(), 1e-12);
    assertEquals(new Proportion(22, 40), comparison.all().second());
  }

  @Test
  void givenOtherRecords_thenMeansAreComparedAndNothingFlips() {
    LedgerComparison comparison = compared(ledger("k", 0), ledger("other", 0.1));
    assertFalse(comparison.isPaired());
    assertEquals(0, comparison.cameIn().count());
    assertEquals(0.1, comparison.slices().get(1).shifts().get("mask").value(), 1e-12);
    assertFalse(
        comparison.slices().get(1).shifts().get("mask").isOne(), "20 scores tell too little");
  }

  @Test
  void givenASmallerSecondLedger_thenItIsCountedAsOneOfItsOwn() {
    Ledger whole = ledger("k", 0);
    LedgerComparison comparison = compared(whole, new Ledger(whole.rows().subList(20, 40)));
    assertFalse(comparison.isPaired());
    assertEquals(new Proportion(20, 40), comparison.all().first());
    assertEquals(new Proportion(20, 20), comparison.all().second());
  }
}
