package org.text2layer.train.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;

class MaskTermsTest {
  private static final LayeredImage TRUTH = EmojiScenes.test().resized(64).sample(2).layers();

  @Test
  void givenTheTrueMaskThenNoTermSeesAnything() {
    MaskTerms terms = MaskTerms.of(TRUTH, TRUTH.mask());
    assertEquals(0, terms.l1(), 1e-6);
    assertEquals(0, terms.composition(), 2e-6, "ε of eq. 7 is what is left");
    assertEquals(0, terms.pyramid(), 1e-6);
    assertEquals(3, terms.differences().size());
    assertEquals(16, terms.differences().get(2).width());
  }

  @Test
  void givenAnEvenErrorThenThePyramidIsBlindAndL1SeesAllOfIt() {
    float[] lighter = TRUTH.mask().toArray();
    for (int i = 0; i < lighter.length; i++) {
      lighter[i] = 0.2f + 0.5f * lighter[i];
    }
    Mask half = Mask.of(64, 64, lighter);
    for (int i = 0; i < lighter.length; i++) {
      lighter[i] += 0.2f;
    }
    Mask even = Mask.of(64, 64, lighter);
    LayeredImage truth = LayeredImage.twoLayer(TRUTH.foreground(), TRUTH.background(), half);
    MaskTerms terms = MaskTerms.of(truth, even);
    assertEquals(0.2, terms.l1(), 1e-6);
    assertEquals(0, terms.pyramid(), 1e-5);
  }

  @Test
  void givenABlurredEdgeThenThePyramidSeesMoreThanL1() {
    Mask blurred =
        TRUTH.mask().resized(16, 16, Resampling.BILINEAR).resized(64, 64, Resampling.BILINEAR);
    MaskTerms terms = MaskTerms.of(TRUTH, blurred);
    assertTrue(terms.pyramid() > terms.l1(), terms.toString());
    assertEquals(terms.l1() + 2 * terms.composition() + 3 * terms.pyramid(), terms.total(), 1e-12);
  }

  @Test
  void givenAnEqualForegroundAndBackgroundThenTheCompositionDoesNotCareForTheMask() {
    LayeredImage same = LayeredImage.twoLayer(TRUTH.background(), TRUTH.background(), TRUTH.mask());
    MaskTerms terms = MaskTerms.of(same, TRUTH.mask().inverted());
    assertTrue(terms.composition() < 2e-6, terms.toString());
    assertTrue(terms.l1() > 0.5, terms.toString());
  }

  @Test
  void givenAMaskOfAnotherSizeThenOneSentenceNamesBoth() {
    Mask small = Mask.filled(16, 16, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> MaskTerms.of(TRUTH, small)).getMessage();
    assertTrue(message.contains("64x64") && message.contains("16x16"), message);
  }
}
