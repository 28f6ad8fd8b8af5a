package org.text2layer.metrics.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.EmbeddedSalientObjectDetector;

class FailureReportTest {
  private static final LayeredImage DISC = Discs.disc();
  private static final SignatureThresholds STANDARD = SignatureThresholds.standard();

  private static Set<FailureSignature> shown(LayeredImage layers, float seen) {
    return FailureReport.shown(SignatureMeasures.of(layers, Discs.seeing(seen)), STANDARD);
  }

  private static LayeredImage withMask(Mask mask) {
    return LayeredImage.twoLayer(DISC.foreground(), DISC.background(), mask);
  }

  private static LayeredImage withForeground(RgbImage foreground) {
    return LayeredImage.twoLayer(foreground, DISC.background(), DISC.mask());
  }

  private static RgbImage mixed(RgbImage first, RgbImage second, double share) {
    float[] mixed = first.toArray();
    float[] other = second.toArray();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] += (float) (share * (other[i] - mixed[i]));
    }
    return RgbImage.clamped(first.width(), first.height(), mixed);
  }

  @Test
  void givenRightLayersThenNoSignatureIsShown() {
    assertEquals(Set.of(), shown(DISC, 0));
  }

  @Test
  void givenAnEmptyMaskThenNothingElseIsSaidOfIt() {
    assertEquals(Set.of(FailureSignature.EMPTY_MASK), shown(withMask(Mask.filled(64, 64, 0)), 1));
    Mask faint = DISC.mask().times(0.4);
    assertTrue(shown(withMask(faint), 0).contains(FailureSignature.EMPTY_MASK));
  }

  @Test
  void givenAMaskOfEverythingThenItIsFull() {
    assertEquals(Set.of(FailureSignature.FULL_MASK), shown(withMask(Mask.filled(64, 64, 1)), 0));
  }

  @Test
  void givenACrumbThenItIsIgnoredAndALargerPieceIsNot() {
    // 100 of 512 x 512 pixels are 1.6 of 64 x 64.
    float[] crumb = DISC.mask().toArray();
    crumb[0] = 1;
    assertEquals(Set.of(), shown(withMask(Mask.of(64, 64, crumb)), 0));
    crumb[65] = 1;
    assertEquals(
        Set.of(FailureSignature.SEVERAL_COMPONENTS),
        shown(withMask(Mask.of(64, 64, crumb)), 0),
        "pixels that touch by a corner are one part");
  }

  @Property(tries = 20)
  void givenAGhostOfTheObjectThenItsOpacityIsMeasured(
      @ForAll @DoubleRange(min = 0, max = 1) double opacity) {
    RgbImage ghost = mixed(DISC.background(), DISC.foreground(), opacity);
    LayeredImage layers = LayeredImage.twoLayer(DISC.foreground(), ghost, DISC.mask());
    // Stripes and waves are not wholly independent within the disc.
    assertEquals(opacity, ObjectRemnant.of(layers, Discs.seeing(0)).copied(), 0.02);
  }

  @Test
  void givenADetectorThatSeesAnObjectInTheHiddenPartThenItIsARemnant() {
    assertEquals(Set.of(FailureSignature.OBJECT_IN_BACKGROUND), shown(DISC, 0.5f));
    RgbImage flat = RgbImage.filled(64, 64, 0.8f, 0.7f, 0.6f);
    ObjectRemnant remnant = ObjectRemnant.of(withForeground(flat), Discs.seeing(0.5f));
    assertTrue(Double.isNaN(remnant.copied()), "nothing can be copied of a constant colour");
    assertEquals(0.5, remnant.share(), 1e-6);
  }

  @Test
  void givenEdgesOfAnotherColourThenTheirWayIsMeasured() {
    RgbImage flat = RgbImage.filled(64, 64, 0.9f, 0.2f, 0.2f);
    LayeredImage clean = withForeground(flat);
    assertEquals(0, EdgeColour.of(clean).towardsBackground(), 1e-6);
    float[] colours = flat.toArray();
    float[] background = DISC.background().toArray();
    for (int i = 0; i < colours.length; i++) {
      float m = DISC.mask().toArray()[i / 3];
      colours[i] = m > 0.1f && m < 0.9f ? 0.4f * colours[i] + 0.6f * background[i] : colours[i];
    }
    LayeredImage haloed = withForeground(RgbImage.of(64, 64, colours));
    assertEquals(0.6, EdgeColour.of(haloed).towardsBackground(), 1e-5);
    assertTrue(shown(haloed, 0).contains(FailureSignature.GREY_HALO));
  }

  @Test
  void givenAHardMaskOrNoContrastThenTheEdgeIsNotANumberAndNoHalo() {
    EdgeColour hard = EdgeColour.of(withMask(DISC.mask().thresholded(0.5f)));
    assertTrue(Double.isNaN(hard.towardsGrey()));
    RgbImage grey = RgbImage.filled(64, 64, 0.5f, 0.5f, 0.5f);
    EdgeColour constant = EdgeColour.of(LayeredImage.twoLayer(grey, grey, DISC.mask()));
    assertTrue(Double.isNaN(constant.towardsGrey()) && Double.isNaN(constant.towardsBackground()));
    assertEquals(0, constant.towardsBlack(), 1e-6);
  }

  @Test
  void givenASetThenCountsAndTheStrongestExamplesComeFirst() {
    LayeredImage faint =
        LayeredImage.twoLayer(
            DISC.foreground(), mixed(DISC.background(), DISC.foreground(), 0.3), DISC.mask());
    LayeredImage strong = LayeredImage.twoLayer(DISC.foreground(), DISC.foreground(), DISC.mask());
    FailureReport report =
        FailureReport.of(GeneratedSample.numbered(List.of(DISC, faint, strong)), Discs.seeing(0));
    assertEquals(2, report.count(FailureSignature.OBJECT_IN_BACKGROUND));
    assertEquals(2, report.countAny());
    assertEquals(
        "0002", report.examples(FailureSignature.OBJECT_IN_BACKGROUND).get(0).sample().name());
    assertEquals(2, report.table().intColumn("samples").get(3));
  }

  /** The validation behind the thresholds in small: docs/failure-signatures.md has it in large. */
  @Test
  void givenTrueSamplesThenSignaturesAreRareAndInjectedFailuresAreFound() {
    List<LayeredImage> truths =
        LongStream.range(0, 8).mapToObj(EmojiScenes.test()::sample).map(s -> s.layers()).toList();
    try (EmbeddedSalientObjectDetector detector = EmbeddedSalientObjectDetector.load()) {
      SignatureValidation validation = SignatureValidation.of(truths, detector, STANDARD, 1);
      for (SignatureValidation.Row row : validation.rows()) {
        assertTrue(row.falseAlarms() <= 1, row::toString);
        assertTrue(row.injected() >= 6 && row.hits() >= row.injected() - 1, row::toString);
      }
      assertEquals(5, validation.table().rowCount());
    }
  }

  @Test
  void givenThresholdsOutsideTheirRangesThenTheyAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SignatureThresholds(0.9, 0.5, 1, 0.1, 0.1, 0.1, 0.1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SignatureThresholds(0, 0.95, 1, Double.NaN, 0.1, 0.1, 0.1));
  }
}
