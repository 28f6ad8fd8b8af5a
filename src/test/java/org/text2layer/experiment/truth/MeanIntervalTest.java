package org.text2layer.experiment.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanIntervalTest {
  @Test
  void givenManyValuesThenTheIntervalIsNearTheNormalOne() {
    SplittableRandom random = new SplittableRandom(5);
    double[] values = random.doubles(400).toArray();
    LayerTruth.MeanInterval interval = LayerTruth.MeanInterval.of(values);
    double half = 1.96 * Math.sqrt(1 / 12.0 / 400);
    assertEquals(interval.mean() - half, interval.low(), 0.15 * half);
    assertEquals(interval.mean() + half, interval.high(), 0.15 * half);
    assertEquals(interval, LayerTruth.MeanInterval.of(values));
  }

  @Test
  void givenValuesThatAreNotDefinedThenTheyDoNotCount() {
    LayerTruth.MeanInterval interval = LayerTruth.MeanInterval.of(Double.NaN, 2, Double.NaN);
    assertEquals(new LayerTruth.MeanInterval(1, 2, 2, 2), interval);
    assertEquals("2.00 [2.00, 2.00]", interval.text(2));
  }

  @Test
  void givenNoValueThenTheMeanIsNotDefined() {
    LayerTruth.MeanInterval interval = LayerTruth.MeanInterval.of(Double.NaN);
    assertEquals(0, interval.samples());
    assertTrue(Double.isNaN(interval.mean()));
    assertEquals("–", interval.text(3));
  }
}
