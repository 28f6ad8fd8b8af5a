package org.text2layer.metrics.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.mask.MaskScores;
import org.text2layer.model.SalientObjectDetector;

class MaskAgreementTest {
  private static final LayeredImage DISC = Discs.disc();

  /** Finds what is bright: sees the composed picture, since only there disc and waves meet. */
  private static final class Bright implements SalientObjectDetector {
    @Override
    public Mask detect(RgbImage picture) {
      float[] values = new float[picture.width() * picture.height()];
      for (int i = 0; i < values.length; i++) {
        values[i] = picture.value(i % picture.width(), i / picture.width(), 0) > 0.55f ? 1 : 0;
      }
      return Mask.of(picture.width(), picture.height(), values);
    }

    @Override
    public String description() {
      return "bright pixels";
    }

    @Override
    public void close() {}
  }

  private static GeneratedSample sample(String name, Mask mask) {
    return new GeneratedSample(
        name, "", LayeredImage.twoLayer(DISC.foreground(), DISC.background(), mask));
  }

  @Test
  void givenADetectorThenItJudgesTheComposedPictures() {
    MaskAgreement agreement =
        MaskAgreement.withDetector(
            List.of(sample("good", DISC.mask()), sample("empty", Mask.filled(64, 64, 0))),
            new Bright());
    assertTrue(agreement.rows().get(0).scores().iou() > 0.95, agreement::toString);
    assertEquals(0, agreement.rows().get(1).scores().iou());
    double[] values = agreement.values(MaskScores::iou);
    assertEquals((values[0] + values[1]) / 2, agreement.mean().iou(), 1e-12);
    assertEquals("bright pixels", agreement.reference());
    assertArrayEquals(values, agreement.table().doubleColumn("IoU").asDoubleArray());
  }

  @Test
  void givenNoSamplesOrANameTwiceThenOneSentenceSaysSo() {
    SalientObjectDetector detector = Discs.seeing(0);
    assertTrue(message(() -> MaskAgreement.withDetector(List.of(), detector)).contains("none"));
    List<GeneratedSample> twins = List.of(sample("a", DISC.mask()), sample("a", DISC.mask()));
    assertTrue(
        message(() -> MaskAgreement.withDetector(twins, detector)).contains("'a' comes twice"));
  }

  @Test
  void givenMissingCaptionsThenOneSentenceCountsAndNamesThem() {
    List<GeneratedSample> samples =
        GeneratedSample.numbered(
            List.of(DISC.withProvenance(Map.of("caption", "a disc")), DISC, DISC));
    String message = message(() -> GeneratedSample.captions(samples));
    assertTrue(message.contains("2 of 3 have none (0001, 0002)"), message);
    assertEquals(List.of("a disc"), GeneratedSample.captions(samples.subList(0, 1)));
  }

  @Test
  void givenMoreLayersThanTwoThenTheyAreRefused() {
    LayeredImage three = DISC.plus(DISC.layers().get(0));
    String message = message(() -> new GeneratedSample("a", "", three));
    assertTrue(message.contains("'a' has 2 layers over its backdrop"), message);
  }

  private static String message(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
