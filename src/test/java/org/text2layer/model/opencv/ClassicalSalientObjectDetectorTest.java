package org.text2layer.model.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;

class ClassicalSalientObjectDetectorTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 120;

  @Test
  void givenADiscBeforeAPlainWallThenItIsFoundTheSameEachTimeAndNoNativeMemoryStays() {
    float[] rgb = new float[3 * WIDTH * HEIGHT];
    for (int i = 0; i < rgb.length; i++) {
      // A faint weave, since no wall is of one colour.
      float wall = 0.6f + 0.02f * (i / 3 % 7) + 0.01f * (i / 3 / WIDTH % 5);
      rgb[i] = inDisc(i / 3) ? (i % 3 == 0 ? 0.9f : 0.1f) : wall;
    }
    RgbImage picture = RgbImage.clamped(WIDTH, HEIGHT, rgb);
    try (SalientObjectDetector detector = ClassicalSalientObjectDetector.create()) {
      Mask mask = detector.detect(picture);
      long before = Pointer.totalCount();
      assertEquals(mask, detector.detect(picture));
      assertEquals(before, Pointer.totalCount());
      double difference = 0;
      float[] values = mask.toArray();
      for (int i = 0; i < values.length; i++) {
        difference += Math.abs(values[i] - (inDisc(i) ? 1 : 0));
      }
      assertTrue(difference / values.length < 0.02, "MAE " + difference / values.length);
    }
  }

  private static boolean inDisc(int pixel) {
    double dx = pixel % WIDTH - 90;
    double dy = pixel / WIDTH - 60;
    return dx * dx + dy * dy < 30 * 30;
  }

  @Test
  void givenOneColourThenAMaskOfThePicturesSizeComesAllTheSame() {
    try (SalientObjectDetector detector = ClassicalSalientObjectDetector.create()) {
      Mask mask = detector.detect(RgbImage.filled(7, 5, 0.2f, 0.2f, 0.2f));
      assertEquals(7, mask.width());
      assertEquals(5, mask.height());
    }
  }
}
