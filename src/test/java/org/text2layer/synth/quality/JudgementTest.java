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
import org.text2layer.nn.weights.WeightsException;

class JudgementTest {
  private static final Judgement.Score GOOD_MASK = new Judgement.Score("mask", 0.75, 0.75);
  private static final Judgement.Score BAD_MASK = new Judgement.Score("mask", 0.125, 0.75);
  private static final Judgement.Score GOOD_FILL = new Judgement.Score("inpainting", 0.9, 0.5);
  private static final Judgement.Score BAD_FILL = new Judgement.Score("inpainting", 0.25, 0.5);

  @TempDir Path folder;

  @Test
  void givenTwoScoresThenEitherOneDropsTheSampleAndTheReasonNamesItWithItsScore() {
    assertTrue(judgement(GOOD_MASK, GOOD_FILL).kept());
    assertFalse(judgement(BAD_MASK, GOOD_FILL).kept());
    assertEquals(
        "inpainting filter: 0.250 is below 0.500", judgement(GOOD_MASK, BAD_FILL).reason());
    assertEquals(
        "mask filter: 0.125 is below 0.750; inpainting filter: 0.250 is below 0.500",
        judgement(BAD_MASK, BAD_FILL).reason());
    assertEquals(
        "kept: mask filter: 0.750 reaches 0.750; inpainting filter: 0.900 reaches 0.500",
        judgement(GOOD_MASK, GOOD_FILL).toString());
  }

  @Test
  void givenTwoScoresOfOneFilterOrOneOfNoneThenItIsRefusedByName() {
    assertThrows(IllegalArgumentException.class, () -> judgement(GOOD_MASK, BAD_MASK));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> judgement(GOOD_MASK, GOOD_FILL).of("masks"));
    assertTrue(
        error.getMessage().contains("[mask, inpainting], but came 'masks'"), error.getMessage());
  }

  private static Judgement judgement(Judgement.Score... scores) {
    return new Judgement(List.of(scores));
  }

  @Test
  void givenASavedNeuronThenOpeningGivesItBackAndItsProbabilityIsTheSigmoid() {
    OutputNeuron neuron = OutputNeuron.of(new float[] {2, -1}, 0.5f, Map.of("data", "none"));
    Path file = folder.resolve("neuron.safetensors");
    neuron.save(file);

    OutputNeuron opened = OutputNeuron.open(file);
    assertEquals(neuron.checksum(), opened.checksum());
    assertEquals(neuron.provenance(), opened.provenance());
    assertEquals(1 / (1 + Math.exp(-1.5)), neuron.probability(new float[] {1, 1}), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> neuron.probability(new float[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> OutputNeuron.of(new float[] {Float.NaN}, 0, Map.of()));
    assertThrows(WeightsException.class, () -> OutputNeuron.open(folder.resolve("none")));
  }
}
