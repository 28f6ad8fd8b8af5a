package org.text2layer.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.experiment.truth.LayerAccuracy;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

class ForegroundEstimationTest {
  private static final int SIZE = 48;

  @Test
  void givenOneColourBeforeAnotherThenItsSoftEdgeGetsItBack() {
    RgbImage red = RgbImage.filled(SIZE, SIZE, 0.9f, 0.1f, 0.2f);
    RgbImage blue = RgbImage.filled(SIZE, SIZE, 0.1f, 0.3f, 0.8f);
    Mask mask = softDisc();
    RgbImage picture = LayeredImage.twoLayer(red, blue, mask).composed();
    RgbImage estimated = ForegroundEstimation.of(picture, mask);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        if (mask.value(x, y) > 0.1f) {
          assertEquals(0.9f, estimated.value(x, y, 0), 0.05);
          assertEquals(0.2f, estimated.value(x, y, 2), 0.05);
        }
      }
    }
  }

  @Test
  void givenKnownLayersThenTheEdgesColoursAreNearerThanThePictures() {
    LayeredSample truth = EmojiScenes.test().sample(5);
    Mask mask = truth.layers().mask();
    double copied = edgeError(truth, truth.picture());
    double estimated = edgeError(truth, ForegroundEstimation.of(truth.picture(), mask));
    assertTrue(estimated < copied / 2, estimated + " against " + copied);
  }

  private static double edgeError(LayeredSample truth, RgbImage foreground) {
    SynthesizedSample sample =
        new SynthesizedSample(
            truth.caption(),
            truth.picture(),
            truth.layers().mask(),
            foreground,
            truth.layers().mask(),
            truth.layers().mask().thresholded(0.1f),
            truth.layers().background());
    return LayerAccuracy.of(truth, sample).edgeError();
  }

  @Test
  void givenAMaskOfAnotherSizeThenItIsRefused() {
    RgbImage picture = RgbImage.filled(4, 5, 0, 0, 0);
    Mask mask = Mask.filled(5, 4, 1);
    assertThrows(IllegalArgumentException.class, () -> ForegroundEstimation.of(picture, mask));
  }

  private static Mask softDisc() {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      double distance = Math.hypot(i % SIZE - 24, i / SIZE - 24);
      values[i] = (float) Math.max(0, Math.min(1, (18 - distance) / 6));
    }
    return Mask.of(SIZE, SIZE, values);
  }
}
