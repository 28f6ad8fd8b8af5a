package org.text2layer.synth.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.WeightsException;

class JudgementTest {
  private static final Verdict GOOD_MASK = new Verdict(FilterKind.MASK, 0.75, 0.75);
  private static final Verdict BAD_MASK = new Verdict(FilterKind.MASK, 0.125, 0.75);
  private static final Verdict GOOD_FILL = new Verdict(FilterKind.INPAINTING, 0.9, 0.5);
  private static final Verdict BAD_FILL = new Verdict(FilterKind.INPAINTING, 0.25, 0.5);

  @TempDir Path folder;

  @Test
  void givenTwoVerdictsThenEitherOneDropsTheSampleAndTheReasonNamesItWithItsScore() {
    assertTrue(new Judgement(GOOD_MASK, GOOD_FILL).kept());
    assertFalse(new Judgement(BAD_MASK, GOOD_FILL).kept());
    assertEquals(
        "inpainting filter: 0.250 is below 0.500", new Judgement(GOOD_MASK, BAD_FILL).reason());
    assertEquals(
        "mask filter: 0.125 is below 0.750; inpainting filter: 0.250 is below 0.500",
        new Judgement(BAD_MASK, BAD_FILL).reason());
    assertThrows(IllegalArgumentException.class, () -> new Judgement(GOOD_FILL, GOOD_MASK));
  }

  @Test
  void givenAMaskOfAnotherSizeThenTheSampleIsRefused() {
    RgbImage picture = RgbImage.filled(4, 3, 0, 0, 0);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new QualitySample(picture, Mask.filled(3, 4, 0), picture));
    assertTrue(error.getMessage().contains("3x4"), error.getMessage());
  }

  @Test
  void givenASoftMaskThenTheMaskFilterSeesThePictureTheObjectOnGreyAndTheRestOnGrey() {
    RgbImage picture = RgbImage.filled(2, 1, 1, 0, 0);
    Mask mask = Mask.of(2, 1, new float[] {0.5f, 0});
    RgbImage cutOut = RgbImage.of(2, 1, new float[] {0.75f, 0.25f, 0.25f, 0.5f, 0.5f, 0.5f});
    RgbImage rest = RgbImage.of(2, 1, new float[] {0.75f, 0.25f, 0.25f, 1, 0, 0});

    assertEquals(
        List.of(picture, cutOut, rest),
        FilterKind.MASK.views(new QualitySample(picture, mask, picture)));
    for (FilterKind kind : FilterKind.values()) {
      assertEquals(kind.viewCount(), kind.views(new QualitySample(picture, mask, picture)).size());
    }
  }

  @Test
  void givenASavedNeuronThenOpeningGivesItBackAndItsProbabilityIsTheSigmoid() {
    OutputNeuron neuron = OutputNeuron.of(new float[] {2, -1}, 0.5f, Map.of("data", "none"));
    Path file = folder.resolve("neuron.safetensors");
    neuron.save(file);

    assertEquals(neuron, OutputNeuron.open(file));
    assertEquals(1 / (1 + Math.exp(-1.5)), neuron.probability(new float[] {1, 1}), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> neuron.probability(new float[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> OutputNeuron.of(new float[] {Float.NaN}, 0, Map.of()));
    assertThrows(WeightsException.class, () -> OutputNeuron.open(folder.resolve("none")));
  }
}
