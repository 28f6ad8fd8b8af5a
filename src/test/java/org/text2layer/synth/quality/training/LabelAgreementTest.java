package org.text2layer.synth.quality.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.synth.quality.defect.Defect;

class LabelAgreementTest {
  /** Good for the first {@code good} of 50 samples from a number on. */
  private static HumanLabels labels(int from, int good) {
    HumanLabels labels = HumanLabels.none();
    for (int i = 0; i < 50; i++) {
      boolean isGood = i >= from && i < from + good;
      labels =
          labels.with(
              isGood
                  ? HumanLabels.Label.good("k" + i, "mask")
                  : HumanLabels.Label.bad("k" + i, Defect.SMALL_OBJECT));
    }
    return labels;
  }

  @Test
  void givenTwoPeople_thenKappaIsCohensAndWhatTheyDisputeIsListed() {
    // 20 both good, 5 and 10 one alone, 15 both bad: agreement 0.7, by chance 0.5.
    LabelAgreement agreement = labels(0, 25).agreement(labels(5, 30), "mask");
    assertEquals(20, agreement.bothGood());
    assertEquals(0.4, agreement.kappa(), 1e-12);
    assertEquals(15, agreement.disputed().size());
    assertEquals("k0", agreement.disputed().get(0));
    Bootstrap.Interval interval = agreement.interval();
    assertTrue(interval.low() < 0.3 && interval.high() > 0.5 && interval.high() < 0.8);
    assertEquals(1, labels(0, 25).agreement(labels(0, 25), "mask").kappa());
  }

  @Test
  void givenNothingThatBothLabelled_thenItIsRefused() {
    HumanLabels others = HumanLabels.none().with(HumanLabels.Label.good("x", "mask"));
    assertThrows(IllegalArgumentException.class, () -> labels(0, 9).agreement(others, "mask"));
    assertThrows(
        IllegalArgumentException.class, () -> labels(0, 9).agreement(labels(0, 9), "inpainting"));
  }
}
