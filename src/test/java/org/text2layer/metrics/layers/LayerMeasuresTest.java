package org.text2layer.metrics.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

class LayerMeasuresTest {
  private static final RgbImage BLACK = RgbImage.filled(4, 1, 0, 0, 0);
  private static final RgbImage WHITE = RgbImage.filled(4, 1, 1, 1, 1);
  private static final Mask EMPTY = Mask.filled(4, 1, 0);

  @Test
  void givenHalfAMaskOfWhiteOverBlackThenTheCompositingErrorIsTheGreysDistance() {
    LayeredImage layers =
        LayeredImage.twoLayer(WHITE, BLACK, Mask.of(4, 1, new float[] {1, 1, 0.5f, 0}));
    assertEquals((0 + 0 + 0.5 + 1) / 4, CompositingError.of(layers, WHITE), 1e-7);
    assertEquals(0, CompositingError.of(layers, layers.composed()), 1e-7);
  }

  @Test
  void givenAnErrorOfATenthWhereHiddenThenTheRatioIsTwentyDecibels() {
    RgbImage filled = RgbImage.of(4, 1, new float[] {.1f, .1f, .1f, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    Mask hidden = Mask.of(4, 1, new float[] {1, 0, 0, 0});
    assertEquals(20, HiddenBackground.psnr(BLACK, filled, hidden), 1e-5);
    Mask half = Mask.of(4, 1, new float[] {0.5f, 0.5f, 0, 0});
    assertEquals(
        -10 * Math.log10((0.01 + 1) / 2), HiddenBackground.psnr(BLACK, filled, half), 1e-5);
    assertEquals(100, HiddenBackground.psnr(BLACK, BLACK, hidden));
    assertEquals(Double.NaN, HiddenBackground.psnr(BLACK, filled, EMPTY));
  }

  /** A hard mask over the left 4 of 10 columns: the edge is columns 3 and 4. */
  @Test
  void givenAShiftedMaskThenOnlyTheBandCounts() {
    Mask truth = columns(4);
    assertEquals(0.5, MaskEdge.error(truth, columns(5), 0), 1e-7);
    assertEquals(1.0 / 4, MaskEdge.error(truth, columns(5), 1), 1e-7);
    assertEquals(2.0 / 6, MaskEdge.error(truth, columns(2), 2), 1e-7);
    assertEquals(0, MaskEdge.error(truth, truth, 3), 1e-7);
    assertEquals(0.5, MaskEdge.error(truth, columns(0), 1), 1e-7);
    assertEquals(Double.NaN, MaskEdge.error(columns(0), truth, 1));
    assertEquals(Double.NaN, MaskEdge.error(columns(10), truth, 1));
  }

  private static Mask columns(int count) {
    float[] values = new float[10 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 10 < count ? 1 : 0;
    }
    return Mask.of(10, 3, values);
  }

  @Test
  void givenACornerThenTheBandIsRound() {
    float[] dot = new float[49];
    dot[24] = 1;
    Mask truth = Mask.of(7, 7, dot);
    // The dot and its four neighbours are the edge; all within 1 of them are 13 pixels.
    assertEquals(1.0 / 13, MaskEdge.error(truth, Mask.filled(7, 7, 0), 1), 1e-7);
  }

  @Test
  void givenAQuarterOfTheBackgroundInTheSoftEdgeThenTheHaloSaysSo() {
    Mask soft = Mask.of(4, 1, new float[] {1, 0.5f, 0.5f, 0});
    LayeredImage truth = LayeredImage.twoLayer(BLACK, WHITE, soft);
    RgbImage tinted = RgbImage.of(4, 1, new float[] {1, 1, 1, .25f, .25f, .25f, 0, 0, 0, 1, 1, 1});
    Halo halo = Halo.of(truth, LayeredImage.twoLayer(tinted, WHITE, soft));
    assertEquals(0.125, halo.error(), 1e-7);
    assertEquals(0.125, halo.bleed(), 1e-7);
    Mask cut = Mask.of(4, 1, new float[] {1, 0.5f, 0, 0});
    assertEquals(0.25, Halo.of(truth, LayeredImage.twoLayer(tinted, WHITE, cut)).bleed(), 1e-7);
  }

  @Test
  void givenNoSoftEdgeOrNoContrastThenTheHaloIsNotANumber() {
    Mask soft = Mask.filled(4, 1, 0.5f);
    LayeredImage truth = LayeredImage.twoLayer(WHITE, WHITE, soft);
    Halo same = Halo.of(truth, LayeredImage.twoLayer(BLACK, WHITE, soft));
    assertEquals(1, same.error(), 1e-7);
    assertEquals(Double.NaN, same.bleed());
    Halo empty = Halo.of(truth, LayeredImage.twoLayer(BLACK, WHITE, EMPTY));
    assertEquals(new Halo(Double.NaN, Double.NaN), empty);
  }

  @Test
  void givenOtherSizesThenTheyAreRefused() {
    RgbImage other = RgbImage.filled(5, 1, 0, 0, 0);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> HiddenBackground.psnr(BLACK, other, EMPTY))
            .getMessage();
    assertTrue(message.contains("a background of the truth's size 4x1 but it is 5x1"), message);
  }
}
