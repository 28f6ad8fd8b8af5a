package org.text2layer.synth.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.ControlledSample;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.training.FilterReport;

/** The filters that ship with the jar, on objects and scenes that their training had not. */
class QualityFiltersTest {
  private static final QualityFilters FILTERS = QualityFilters.standard(ComputeDevice.named("cpu"));

  @AfterAll
  static void close() {
    FILTERS.close();
  }

  @ParameterizedTest
  @CsvSource({"MASK, 0.93", "INPAINTING, 0.93"})
  void givenUnseenSamplesThenGoodOnesScoreAboveBadOnes(PaperFilter kind, double bound) {
    List<ControlledSample> samples = samples(kind, 60);
    QualityFilter filter = FILTERS.filter(kind.label());
    List<Optional<Defect>> defects = samples.stream().map(ControlledSample::defect).toList();
    FilterReport report =
        new FilterReport(
            kind.label(),
            filter.scores(samples.stream().map(ControlledSample::sample).toList()),
            defects,
            filter.threshold());

    assertTrue(
        report.summary().doubleColumn("ROC AUC").get(0) > bound, report.summary().toString());
    assertTrue(report.precision() > 0.8, report.summary().toString());
    assertTrue(report.recall() > 0.5, report.summary().toString());
    assertEquals(3, report.byDefect().rowCount());
    assertEquals(30, report.byDefect().intColumn("samples").sum());
  }

  @Test
  void givenSamplesTogetherThenEachIsJudgedAsAlone() {
    List<LayeredSample> samples =
        samples(PaperFilter.MASK, 3).stream().map(ControlledSample::sample).toList();
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
      assertTrue(error.getMessage().contains("3840"), error.getMessage());
    }
  }

  private static List<ControlledSample> samples(PaperFilter kind, int count) {
    ControlledDefects set = ControlledDefects.of(kind, EmojiScenes.unseenObjects(), 3);
    return IntStream.range(0, count).mapToObj(set::sample).toList();
  }
}
