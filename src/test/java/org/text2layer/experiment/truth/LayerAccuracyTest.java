package org.text2layer.experiment.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.synth.SynthesizedSample;

class LayerAccuracyTest {
  /** Four pixels: the true mask is soft on the second and off the fourth. */
  private static final LayeredSample TRUTH = truth(Mask.of(4, 1, new float[] {1, 0.6f, 1, 0}));

  @Test
  void givenWrongLayersThenTheMeasuresEqualThoseByHand() {
    Mask mask = Mask.of(4, 1, new float[] {1, 0.4f, 0, 1});
    Mask hole = Mask.of(4, 1, new float[] {1, 1, 0, 0});
    LayerAccuracy accuracy = LayerAccuracy.of(TRUTH, automatic(mask, hole, 0.5f, 0.3f));
    assertEquals(0.65, accuracy.trueArea(), 1e-6);
    assertEquals(0.6, accuracy.automaticArea(), 1e-6);
    assertEquals(1 / 4.0, accuracy.mask().iou(), 1e-6);
    assertEquals((0.2 + 1 + 1) / 4, accuracy.softError(), 1e-6);
    assertEquals(0.5, accuracy.holeShare(), 1e-6);
    assertEquals(20, accuracy.holePsnr(), 1e-4); // 0.1 off: 10 log10(1 / 0.01)
    assertEquals(20, accuracy.hiddenPsnr(), 1e-4);
    assertEquals(0.3, accuracy.edgeError(), 1e-6);
  }

  @Test
  void givenTheTruthItselfThenNothingIsWrongAndWhatIsNowhereIsNaN() {
    Mask hard = Mask.of(4, 1, new float[] {1, 1, 1, 0});
    LayeredSample truth = truth(hard);
    LayerAccuracy accuracy =
        LayerAccuracy.of(truth, automatic(hard, Mask.filled(4, 1, 0), 0.8f, 0.2f));
    assertEquals(1, accuracy.mask().iou());
    assertEquals(0, accuracy.softError());
    assertTrue(Double.isNaN(accuracy.holePsnr()) && Double.isNaN(accuracy.edgeError()));
    assertEquals(100, accuracy.hiddenPsnr());
  }

  @Test
  void givenAMaskThatMissesTheObjectThenWhatIsLeftOfItCountsThoughNothingWasInpainted() {
    Mask none = Mask.filled(4, 1, 0);
    SynthesizedSample sample =
        new SynthesizedSample(
            "a box", TRUTH.picture(), none, grey(0, 4), none, none, TRUTH.picture());
    LayerAccuracy accuracy = LayerAccuracy.of(TRUTH, sample);
    assertTrue(Double.isNaN(accuracy.holePsnr()));
    double square = (0.36 + 0.36 * 0.36 + 0.36) / 3; // 0.8 on 0.2 with m = 1, 0.6 and 1
    assertEquals(-10 * Math.log10(square), accuracy.hiddenPsnr(), 1e-4);
  }

  @Test
  void givenAnotherSizeThenItIsRefused() {
    Mask mask = Mask.filled(4, 1, 1);
    SynthesizedSample sample = automatic(mask, mask, 0, 0);
    LayeredImage small = LayeredImage.twoLayer(grey(0, 1), grey(0, 1), Mask.filled(1, 1, 1));
    LayeredSample other = new LayeredSample("a dot", grey(0, 1), small);
    assertThrows(IllegalArgumentException.class, () -> LayerAccuracy.of(other, sample));
  }

  private static LayeredSample truth(Mask mask) {
    LayeredImage layers = LayeredImage.twoLayer(grey(0.8f, 4), grey(0.2f, 4), mask);
    return new LayeredSample("a box", layers.composed(), layers);
  }

  private static SynthesizedSample automatic(
      Mask mask, Mask hole, float foreground, float background) {
    return new SynthesizedSample(
        "a box", TRUTH.picture(), mask, grey(foreground, 4), hole, hole, grey(background, 4));
  }

  private static RgbImage grey(float level, int width) {
    return RgbImage.filled(width, 1, level, level, level);
  }
}
