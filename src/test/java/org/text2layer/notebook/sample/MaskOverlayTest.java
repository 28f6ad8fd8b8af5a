package org.text2layer.notebook.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

class MaskOverlayTest {
  private static final int SIZE = 100;
  private static final double RADIUS = 30;

  /** A soft disc around the middle whose value is 0.5 at the radius. */
  private static Mask disc() {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      double distance = Math.hypot(i % SIZE + 0.5 - 50, i / SIZE + 0.5 - 50);
      values[i] = (float) Math.max(0, Math.min(1, 0.5 + (RADIUS - distance) / 8));
    }
    return Mask.of(SIZE, SIZE, values);
  }

  private static double luma(RgbImage picture, double x, double y) {
    int column = (int) x;
    int row = (int) y;
    return 0.3 * picture.value(column, row, 0)
        + 0.59 * picture.value(column, row, 1)
        + 0.11 * picture.value(column, row, 2);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.5f, 1})
  void onDarkAndLightPicturesALightLineWithinDarkRunsAtOneHalf(float grey) {
    RgbImage picture = RgbImage.filled(SIZE, SIZE, grey, grey, grey);
    RgbImage overlay = MaskOverlay.of(picture, disc(), 400);
    assertEquals(400, overlay.width());
    for (double angle = 0.05; angle < 6; angle += 0.5) {
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      double r = 4 * RADIUS;
      assertTrue(luma(overlay, 200 + r * c, 200 + r * s) > 0.7, "the line at angle " + angle);
      double side = r - 2.6;
      assertTrue(luma(overlay, 200 + side * c, 200 + side * s) < 0.3, "its edge at " + angle);
    }
  }

  @Test
  void whatTheMaskCoversKeepsItsColoursAndTheRestIsTintedBlue() {
    RgbImage overlay = MaskOverlay.of(RgbImage.filled(SIZE, SIZE, 0.8f, 0.4f, 0.2f), disc());
    assertEquals(0.8f, overlay.value(50, 50, 0), 0.005f);
    assertEquals(0.2f, overlay.value(50, 50, 2), 0.005f);
    assertTrue(overlay.value(2, 2, 2) > overlay.value(2, 2, 0), "blue above red");
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() {
    RgbImage picture = RgbImage.filled(8, 8, 0, 0, 0);
    String message =
        assertThrows(IllegalArgumentException.class, () -> MaskOverlay.of(picture, disc()))
            .getMessage();
    assertTrue(message.contains("8x8") && message.contains("100x100"), message);
  }
}
