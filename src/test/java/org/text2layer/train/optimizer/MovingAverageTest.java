package org.text2layer.train.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
  @Test
  void givenManyUpdatesThenTheWarmUpIsLeftForTheDecay() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray weight = manager.create(new float[] {1});
      MovingAverage average = MovingAverage.of(manager, Map.of("w", weight), 0.5);
      double expected = 1;
      for (int n = 0; n < 20; n++) {
        weight.addi(1);
        double kept = Math.min(0.5, (1.0 + n) / (10.0 + n));
        expected = kept * expected + (1 - kept) * (n + 2);
        average.update();
        assertEquals(expected, average.averages().get("w").getFloat(), 1e-5);
      }
    }
  }

  @Test
  void givenASwapThenTheWeightsAreTheAveragesAndASecondSwapUndoesItExactly() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] before = {0.1f, 0.7f};
      NDArray weight = manager.create(before);
      MovingAverage average = MovingAverage.of(manager, Map.of("w", weight), 0.9);
      weight.addi(0.3f);
      float[] after = weight.toFloatArray();
      average.swap();
      assertArrayEquals(before, weight.toFloatArray());
      average.swap();
      assertArrayEquals(after, weight.toFloatArray());
      assertArrayEquals(before, average.averages().get("w").toFloatArray());
    }
  }
}
