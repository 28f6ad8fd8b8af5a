package org.text2layer.metrics.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.metrics.caption.TwoTowers.Tower;
import org.text2layer.nn.weights.Safetensors;

class TwoTowersTest {
  private static final Tower PICTURES =
      Tower.of(new float[] {1, 0, 0, 0, 1, 0}, new float[] {0, 1});
  private static final Tower TEXTS = Tower.of(new float[] {2, -1}, new float[] {0, 0});

  @TempDir Path folder;

  @Test
  void givenFeaturesThenTheVectorIsTheLayersAtUnitLength() {
    assertArrayEquals(new double[] {0.6, 0.8}, PICTURES.project(new float[] {3, 3, 9}), 1e-7);
    assertArrayEquals(new double[] {0, 0}, TEXTS.project(new float[] {0}), 0);
  }

  @Test
  void givenBothThenTheScoreIsTheCosineAndSurvivesTheFile() {
    TwoTowers towers = new TwoTowers(PICTURES, TEXTS, Map.of("name", "test"));
    double expected = (0.6 * 2 - 0.8) / Math.sqrt(5);
    assertEquals(expected, towers.cosine(new float[] {3, 3, 9}, new float[] {1}), 1e-7);
    Path file = folder.resolve("towers.safetensors");
    towers.save(file);
    try (Safetensors tensors = Safetensors.open(file)) {
      TwoTowers opened = TwoTowers.from(tensors);
      assertEquals(expected, opened.cosine(new float[] {3, 3, 9}, new float[] {1}), 1e-7);
      assertEquals(Map.of("name", "test"), opened.provenance());
    }
  }

  @Test
  void givenPartsThatDoNotFitThenTheyAreRefused() {
    assertRefused("5 weights and 2 outputs", () -> Tower.of(new float[5], new float[2]));
    assertRefused("number 0 is NaN", () -> Tower.of(new float[] {Float.NaN}, new float[1]));
    assertRefused("3 features but came 2", () -> PICTURES.project(new float[2]));
    Tower wide = Tower.of(new float[3], new float[3]);
    assertRefused("came 2 and 3 numbers", () -> new TwoTowers(PICTURES, wide, Map.of()));
  }

  private static void assertRefused(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
