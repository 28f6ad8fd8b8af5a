package org.text2layer.synth.quality.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.metrics.significance.Bootstrap;
import org.text2layer.synth.quality.measure.BinaryScores.CurvePoint;

/** 60 scores with many ties; the expected numbers are scikit-learn 1.7's and NumPy's. */
class BinaryScoresTest {
  private static final double EXACT = 1e-12;

  private final BinaryScores scores = scores();

  private static BinaryScores scores() {
    List<Double> scores = new ArrayList<>();
    List<Boolean> good = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double score = i * 37 % 23 / 23.0;
      scores.add(score);
      good.add(i * 7 % 11 < (score > 0.5 ? 7 : 3));
    }
    return new BinaryScores(scores, good);
  }

  @Test
  void givenTiesThenTheAreasEqualScikits() {
    assertEquals(0.7245475113122173, scores.areaUnderRoc(), EXACT);
    assertEquals(0.6813289491210117, scores.averagePrecision(), EXACT);
  }

  /**
   * DeLong, DeLong and Clarke-Pearson (1988): the variance by each sample's share of right pairs.
   */
  @Test
  void givenAnIntervalOfTheAreaThenItIsNearDeLongs() {
    double area = scores.areaUnderRoc();
    double variance = 0;
    for (boolean kind : new boolean[] {true, false}) {
      List<Double> shares = new ArrayList<>();
      for (int i = 0; i < scores.size(); i++) {
        if (scores.good().get(i) == kind) {
          shares.add(shareOfRightPairs(i));
        }
      }
      double squares = shares.stream().mapToDouble(s -> (s - area) * (s - area)).sum();
      variance += squares / (shares.size() - 1) / shares.size();
    }
    Bootstrap.Interval interval = scores.areaUnderRoc(Bootstrap.standard());
    assertEquals(area, interval.estimate(), EXACT);
    assertEquals(area - 1.96 * Math.sqrt(variance), interval.low(), 0.02);
    assertEquals(area + 1.96 * Math.sqrt(variance), interval.high(), 0.02);
  }

  private double shareOfRightPairs(int sample) {
    double right = 0;
    int pairs = 0;
    for (int other = 0; other < scores.size(); other++) {
      if (scores.good().get(other) != scores.good().get(sample)) {
        int order = Double.compare(scores.scores().get(sample), scores.scores().get(other));
        right += order == 0 ? 0.5 : order > 0 == scores.good().get(sample) ? 1 : 0;
        pairs++;
      }
    }
    return right / pairs;
  }

  @Test
  void givenTiesThenTheCurveHasOnePointAScoreAndEqualsScikits() {
    List<CurvePoint> curve = scores.curve();
    assertEquals(23, curve.size());
    assertPoint(curve.get(0), 0, 0.43333333333333335, 1);
    assertPoint(curve.get(5), 0.21739130434782608, 0.46808510638297873, 0.8461538461538461);
    assertPoint(curve.get(12), 0.5217391304347826, 0.6428571428571429, 0.6923076923076923);
    assertPoint(curve.get(20), 0.8695652173913043, 0.75, 0.23076923076923078);
  }

  private static void assertPoint(CurvePoint point, double threshold, double p, double r) {
    assertEquals(threshold, point.threshold(), EXACT);
    assertEquals(p, point.precision(), EXACT);
    assertEquals(r, point.recall(), EXACT);
  }

  @Test
  void givenAPointOfTheCurveThenItsThresholdKeepsThatPrecisionAndRecall() {
    for (CurvePoint point : scores.curve()) {
      assertEquals(point.precision(), scores.precision(point.threshold()), EXACT);
      assertEquals(point.recall(), scores.recall(point.threshold()), EXACT);
    }
  }

  @Test
  void givenTenIntervalsThenTheCalibrationErrorEqualsNumPys() {
    assertEquals(0.1398550724637681, scores.calibrationError(10), EXACT);
    assertEquals(
        60, scores.reliability(10).stream().mapToInt(BinaryScores.ReliabilityBin::count).sum());
  }

  @Test
  void givenAStatedPrecisionThenTheLowestThresholdThatReachesItIsChosen() {
    assertEquals(0.782608695652174, scores.thresholdFor(0.75).orElseThrow(), EXACT);
    BinaryScores blind = new BinaryScores(List.of(0.5, 0.5), List.of(true, false));
    assertTrue(blind.thresholdFor(0.75).isEmpty());
  }

  @Test
  void givenASampleThatScoresOneThenItIsInTheLastInterval() {
    BinaryScores two = new BinaryScores(List.of(0.0, 1.0), List.of(false, true));
    assertEquals(1, two.reliability(4).get(3).count());
    assertEquals(0, two.calibrationError(4));
    assertEquals(1, two.areaUnderRoc());
  }

  @Test
  void givenNothingToTellApartThenItIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new BinaryScores(List.of(0.1, 0.2), List.of(true, true)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new BinaryScores(List.of(0.1, Double.NaN), List.of(true, false)));
  }
}
