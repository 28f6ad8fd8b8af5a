package org.text2layer.synth.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.defect.ControlledDefects;

/** The filters that ship with the jar, on objects and scenes that their training had not. */
class QualityFiltersTest {
  private static final QualityFilters FILTERS = QualityFilters.standard(ComputeDevice.named("cpu"));

  @AfterAll
  static void close() {
    FILTERS.close();
  }

  @Test
  void givenSamplesTogetherThenEachIsJudgedAsAlone() {
    List<LayeredSample> samples =
        samples(PaperFilter.MASK, 3).stream().map(ControlledDefects.Sample::sample).toList();
    List<Judgement> together = FILTERS.judge(samples);
    for (int i = 0; i < samples.size(); i++) {
      Judgement alone = FILTERS.judge(samples.get(i));
      for (String name : FILTERS.names()) {
        assertEquals(alone.of(name).score(), together.get(i).of(name).score(), 1e-4);
      }
    }
  }

  @Test
  void givenAThresholdThatNothingReachesThenTheSampleIsDroppedByThatFilter() {
    LayeredSample sample = samples(PaperFilter.MASK, 1).get(0).sample();
    QualityFilters none = FILTERS.withThreshold("mask", 0).withThreshold("inpainting", 0);
    Judgement judgement = none.withThreshold("mask", 1).judge(sample);
    assertFalse(judgement.kept());
    assertTrue(judgement.reason().startsWith("mask filter"), judgement.reason());
    assertTrue(none.judge(sample).kept());
  }

  @Test
  void givenTheShippedNeuronsThenTheySayWhatTheyWereTrainedOn() {
    for (PaperFilter kind : PaperFilter.values()) {
      Map<String, String> provenance = OutputNeuron.embedded(kind).provenance();
      assertEquals(kind.label(), provenance.get("filter"));
      assertEquals("efficientnet-lite0", provenance.get(NeuronFilter.NETWORK));
      assertTrue(provenance.get("data").contains("seed 1"), provenance.toString());
      assertTrue(provenance.get("training").contains("epochs=100"), provenance.toString());
    }
  }

  @Test
  void givenANeuronForOtherFeaturesThenItIsRefused() {
    try (FrozenFeatures features = FrozenFeatures.lite0(ComputeDevice.named("cpu"))) {
      OutputNeuron neuron = OutputNeuron.embedded(PaperFilter.INPAINTING);
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () -> NeuronFilter.of(PaperFilter.MASK, features, neuron, 0.5));
      assertTrue(error.getMessage().contains("143"), error.getMessage());
    }
  }

  private static List<ControlledDefects.Sample> samples(PaperFilter kind, int count) {
    ControlledDefects set = ControlledDefects.of(kind, EmojiScenes.unseenObjects(), 3);
    return IntStream.range(0, count).mapToObj(set::sample).toList();
  }
}
