package org.text2layer.synth.quality.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.data.EmojiScenes;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.synth.quality.FrozenFeatures;
import org.text2layer.synth.quality.PaperFilter;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.synth.quality.defect.ControlledDefects;
import org.text2layer.synth.quality.defect.Defect;
import tech.tablesaw.api.Table;

class FilterReportTest {
  private static final List<Optional<Defect>> DEFECTS =
      List.of(
          Optional.empty(),
          Optional.of(Defect.ARTEFACTS),
          Optional.empty(),
          Optional.of(Defect.ARTEFACTS),
          Optional.of(Defect.OBJECT_IN_HOLE));

  @TempDir Path folder;

  @Test
  void givenAThresholdThenEachDefectsShareOfRejectedSamplesIsCounted() {
    FilterReport report =
        new FilterReport("inpainting", List.of(0.9, 0.5, 0.4, 0.2, 0.1), DEFECTS, 0.5);

    assertEquals(0.5, report.precision());
    assertEquals(0.5, report.recall());
    Table byDefect = report.byDefect();
    assertEquals(
        List.of("object in hole", "artefacts", "incoherent fill"),
        byDefect.stringColumn("defect").asList());
    assertArrayEquals(
        new double[] {1, 0.5, Double.NaN}, byDefect.doubleColumn("rejected").asDoubleArray());
    assertEquals(5, report.reliability().intColumn("samples").sum());
    assertEquals(0.5, report.summary().doubleColumn("threshold").get(0));
  }

  @Test
  void givenTheLabelsOfOtherSamplesThenTheyAreRefused() {
    List<Double> scores = List.of(0.1, 0.2);
    assertThrows(
        IllegalArgumentException.class, () -> new FilterReport("inpainting", scores, DEFECTS, 0.5));
  }

  @Test
  void givenFeaturesInTheCacheThenTheNetworkIsNotAskedAgain() {
    FeatureCache cache = new FeatureCache(folder);
    ControlledDefects set =
        ControlledDefects.of(PaperFilter.INPAINTING, EmojiScenes.unseenObjects(), 5);
    FrozenFeatures network = FrozenFeatures.lite0(ComputeDevice.named("cpu"));
    LabelledFeatures computed = cache.of(set, 3, network, (done, total) -> {});
    network.close();
    LabelledFeatures read = cache.of(set, 3, network, (done, total) -> {});

    assertEquals(computed.defects(), read.defects());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(computed.features().get(i), read.features().get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({"MASK, 0.93", "INPAINTING, 0.93"})
  void givenTheShippedFiltersAndUnseenSamplesThenGoodOnesScoreAboveBadOnes(
      PaperFilter kind, double bound) {
    ControlledDefects set = ControlledDefects.of(kind, EmojiScenes.unseenObjects(), 3);
    List<ControlledDefects.Sample> samples = IntStream.range(0, 60).mapToObj(set::sample).toList();
    List<Optional<Defect>> defects =
        samples.stream().map(ControlledDefects.Sample::defect).toList();
    FilterReport report;
    try (QualityFilters filters = QualityFilters.standard(ComputeDevice.named("cpu"))) {
      QualityFilter filter = filters.filter(kind.label());
      report =
          new FilterReport(
              kind.label(),
              filter.scores(samples.stream().map(ControlledDefects.Sample::sample).toList()),
              defects,
              filter.threshold());
    }

    assertTrue(
        report.summary().doubleColumn("ROC AUC").get(0) > bound, report.summary().toString());
    assertTrue(report.precision() > 0.8, report.summary().toString());
    assertTrue(report.recall() > 0.5, report.summary().toString());
    assertEquals(3, report.byDefect().rowCount());
    assertEquals(30, report.byDefect().intColumn("samples").sum());
  }
}
