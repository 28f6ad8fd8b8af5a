package org.text2layer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

class CutOutScenesTest {
  private static final EmojiScenes SCENES = EmojiScenes.test().resized(64);

  /** A red disc of this diameter somewhere in a square. */
  private static RgbaImage disc(int size, double diameter) {
    float[] alpha = new float[size * size];
    for (int i = 0; i < alpha.length; i++) {
      double x = i % size + 0.5 - 0.6 * size;
      double y = i / size + 0.5 - 0.5 * size;
      alpha[i] = Math.hypot(x, y) < diameter / 2 ? 1 : 0;
    }
    return RgbaImage.of(RgbImage.filled(size, size, 1, 0, 0), Mask.of(size, size, alpha));
  }

  @Test
  void givenACutOutOfAnySizeThenItFillsTheFrameBeforeItIsPlaced() {
    CutOutScenes scenes = CutOutScenes.of("a disc", List.of(disc(300, 90), disc(100, 40)), SCENES);
    Scene scene = SCENES.scenes().get(3);
    for (SceneObject object : scenes.objects()) {
      LayeredSample sample =
          scenes.compose(new Placement(object, scene, false, 0.5, 0, 0, 0, false));
      assertEquals("a disc " + scene.phrase(), sample.caption());
      // A disc of half the frame's width.
      assertEquals(Math.PI / 16, sample.layers().mask().area(), 0.01);
      assertEquals(1, sample.layers().foreground().value(32, 32, 0), 1e-3);
      assertEquals(SCENES.picture(scene), sample.layers().background());
    }
  }

  @Test
  void givenASeedThenThePlacementIsThatOfEmojiScenesAndTheSampleAlwaysTheSame() {
    List<RgbaImage> cutOuts = List.of(disc(100, 40));
    LayeredSample sample = CutOutScenes.of("a disc", cutOuts, SCENES).sample(7);
    assertEquals(sample, CutOutScenes.of("a disc", cutOuts, SCENES).sample(7));
    assertEquals(
        "a disc " + SCENES.placement(7).scene().phrase(), sample.caption(), "the scene's draw");
    double diameter = SCENES.placement(7).scale();
    assertEquals(Math.PI / 4 * diameter * diameter, sample.layers().mask().area(), 0.05);
  }

  @Test
  void givenNothingToSeeThenItIsRefusedByNumber() {
    RgbaImage empty = RgbaImage.of(RgbImage.filled(40, 40, 1, 1, 1), Mask.filled(40, 40, 0));
    DatasetException error =
        assertThrows(
            DatasetException.class,
            () -> CutOutScenes.of("a disc", List.of(disc(100, 40), empty), SCENES));
    assertTrue(error.getMessage().contains("cut-out 2 of 'a disc'"), error.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> CutOutScenes.of("a disc", List.of(), SCENES));
    CutOutScenes scenes = CutOutScenes.of("a disc", List.of(disc(100, 40)), SCENES);
    assertThrows(IllegalArgumentException.class, () -> scenes.picture(SCENES.objects().get(0)));
  }
}
