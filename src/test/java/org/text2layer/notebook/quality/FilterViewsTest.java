package org.text2layer.notebook.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.image.LayeredImage;
import org.text2layer.metrics.significance.Proportion;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.Views;
import org.text2layer.notebook.sample.Builds;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.synth.quality.QualityFilter;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.defect.LabelledSample;
import org.text2layer.synth.quality.measure.Confusion;
import org.text2layer.synth.quality.measure.FeatureSpace;
import org.text2layer.synth.quality.measure.Slicing;
import org.text2layer.synth.quality.training.HumanLabels;

/** See {@link Builds} for what the build of these tests has. */
class FilterViewsTest {
  private static final Slicing HALVES =
      Slicing.of(
          "half", row -> Set.of(row.record() < 20 ? Views.HOSTILE + " first" : "second half"));

  @TempDir static Path folder;

  private static BuiltSamples built;

  @BeforeAll
  static void build() {
    built = Builds.of(folder.resolve("plain"));
  }

  /** Masks are good from record 16 on; those before are nonsense or have background in them. */
  private static HumanLabels labels(String text) {
    HumanLabels labels = HumanLabels.none();
    for (int i = 0; i < Builds.RECORDS; i++) {
      Defect wrong = i % 2 == 0 ? Defect.NO_OBJECT : Defect.BACKGROUND_IN_MASK;
      String key = text + i;
      labels =
          labels.with(
              i >= 16 ? HumanLabels.Label.good(key, "mask") : HumanLabels.Label.bad(key, wrong));
    }
    return labels;
  }

  @Test
  void givenLabelsOfABuild_thenKeptAndDroppedAreCountedWithoutFailedRecords() {
    FilterConfusion confusion = FilterConfusion.of(built, "mask", 0.3, labels("an apple"));
    // Records 9, 19, 29 and 39 failed; from 12 on scores reach 0.3.
    assertEquals(new Confusion(21, 4, 0, 11), confusion.confusion());
    View view = confusion.view();
    assertTrue(view.html().contains("rightly kept, 58.3 %"), view.html());
    assertTrue(view.html().contains("wrongly kept, 11.1 %"));
    assertTrue(view.html().contains(">12: 0.300<"), "a closest call");
    assertTrue(view.text().contains("precision 0.84 [0.65, 0.94], recall 1.00"), view.text());
    assertTrue(view.html().contains(">no object<"), "how often each defect is dropped");
    assertEquals(4 + 4 + 4, Views.pictures(view.html()).size());
  }

  @Test
  void givenAFilterAndLabelledSamples_thenItScoresThoseThatAreForItAndNoOthers() {
    QualityFilter filter = new Areas();
    List<LabelledSample> labelled = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      LayeredImage layers = Views.redOverBlue(Map.of());
      LayeredSample sample = new LayeredSample("apple " + i, layers.composed(), layers);
      labelled.add(
          new LabelledSample(
              sample, "mask", i < 4 ? Optional.of(Defect.NO_OBJECT) : Optional.empty()));
      labelled.add(new LabelledSample(sample, "inpainting", Optional.empty()));
    }
    FilterConfusion confusion = FilterConfusion.of(filter, labelled);
    assertEquals(new Confusion(7, 4, 0, 0), confusion.confusion(), "half transparent: 0.5");
    assertEquals(
        new Confusion(0, 0, 7, 4),
        FilterConfusion.of(filter.withThreshold(0.6), labelled).confusion());
    assertThrows(
        IllegalArgumentException.class,
        () -> FilterConfusion.of(filter, labelled.subList(1, 2)),
        "none for this filter");
  }

  private static final class Areas implements QualityFilter {
    @Override
    public String name() {
      return "mask";
    }

    @Override
    public String description() {
      return "area";
    }

    @Override
    public double threshold() {
      return 0.4;
    }

    @Override
    public double score(LayeredSample sample) {
      return sample.layers().mask().area();
    }
  }

  @Test
  void givenCurves_thenTheChosenPointLiesOnThemAndTheWordsHaveTheNumbers() {
    FilterCurves curves = FilterCurves.of(built, "mask", 0.3, labels("an apple"));
    double[] recall = {1};
    double[] precision = {21 / 25.0};
    assertEquals(
        Arrays.toString(recall) + Arrays.toString(precision),
        Arrays.toString(curves.precisionRecall().getSeriesMap().get("chosen").getXData())
            + Arrays.toString(curves.precisionRecall().getSeriesMap().get("chosen").getYData()));
    assertEquals(10, curves.calibration().getSeriesMap().get("bins").getXData().length);
    assertTrue(curves.view().text().contains("ROC AUC 1.000"), curves.view().text());
    assertEquals(2, Views.pictures(curves.view().html()).size());
  }

  @Test
  void givenSlices_thenTheTableHasThemWithIntervalsTheLargestGapFirst() {
    View all = KeepRates.of(built.ledger(), List.of(HALVES)).view();
    assertTrue(
        all.text().startsWith("Kept by all filters: 0.39 [0.25, 0.55] of 36 records"), all.text());
    assertTrue(all.html().contains("<span style=\"font-weight:bold\">+0.78 ["), all.html());
    KeepRates mask = KeepRates.of(built.ledger(), "mask", 0.25, List.of(HALVES));
    assertEquals(new Proportion(27, 36), mask.rates().all());
    assertThrows(
        IllegalArgumentException.class,
        () -> KeepRates.of(built.ledger(), "masks", 0.25, List.of(HALVES)));
  }

  @Test
  void givenAnotherThreshold_thenTheSamplesThatFlipAreShownFromBothBuilds() {
    BuiltSamples looser = Builds.withThreshold(folder.resolve("looser"), 0.25);
    BuildComparison comparison =
        BuildComparison.of("now", built, "looser", looser, List.of("mask"), List.of(HALVES));
    assertEquals(
        "now keeps 14 of 36, looser 21 of 36: 7 came in, 0 went out", comparison.toString());
    View view = comparison.view();
    assertEquals(6 * 2, Views.pictures(view.html()).size());
    assertTrue(view.html().contains("looser keeps, now does not"));
    assertTrue(view.html().contains("7 records, 6 shown"));
    assertTrue(view.html().contains("0.0 % → 33.3 %"), "the first half's part of the set");
    assertTrue(view.html().contains("Pearson r of the words"));
  }

  @Test
  void givenOtherScores_thenTheirShiftsStandInThePlaceOfTheSetsParts() {
    BuiltSamples better =
        new BuiltSamples(built.folder(), built.ledger().judged(FilterViewsTest::better));
    BuildComparison comparison =
        BuildComparison.of(
            "now", built, "better", better, List.of("mask", "inpainting"), List.of(HALVES));
    String html = comparison.view().html();
    assertTrue(html.contains(">mask shift</th>"), html);
    assertTrue(html.contains("+0.10 [0.10, 0.10]"));
    assertTrue(!html.contains("inpainting shift") && !html.contains("part of the set"));
    assertTrue(!html.contains("keeps, now does not"), "no verdict changed");
  }

  private static LedgerRow better(LedgerRow row) {
    Map<String, Double> scores = new TreeMap<>(row.scores());
    scores.computeIfPresent("mask", (name, score) -> score + 0.1);
    return new LedgerRow(
        row.record(),
        row.key(),
        row.source(),
        row.caption(),
        row.verdict(),
        row.reason(),
        row.score(),
        scores);
  }

  @Test
  void givenMostIsDropped_thenTheAdviceSaysByWhichFilterAndWhatToDo() {
    DropAdvice advice =
        DropAdvice.of(built.ledger(), Map.of("mask", 0.5, "inpainting", 0.5), List.of(HALVES));
    assertTrue(advice.causes().mostAreDropped());
    View view = advice.view();
    assertEquals(
        "Most are dropped: 14 of 36 records are kept, 0.39 [0.25, 0.55]; mask 18, 14 of them alone; inpainting 4, 4 of them alone",
        view.text());
    assertTrue(view.html().contains("another detector"));
    assertTrue(view.html().contains("nearest("));
    assertTrue(view.html().contains("half: ") || view.html().contains("half "), view.html());
  }

  @Test
  void givenFeatures_thenTheMapHasEverySampleAndTheNearestAreThoseOfLikeMasks() {
    SampleMap map =
        SampleMap.of(
            built,
            "the mask's area",
            samples ->
                samples.stream()
                    .map(sample -> new float[] {(float) sample.layers().mask().area(), 1})
                    .toList(),
            36);
    assertEquals("Map of 36 samples, 14 kept and 22 dropped", map.toString());
    assertTrue(map.view().html().contains("they hold 100 % of the variance"));
    String near = map.neighbours(20).view().html();
    assertTrue(near.indexOf(">20,") < near.indexOf(">21,") && near.contains(">18,"), near);
    assertThrows(IllegalArgumentException.class, () -> map.neighbours(19), "it failed");
  }

  @Test
  void givenSamplesOnOnePoint_thenEachHasAPlaceOfItsOwnNextToIt() {
    double[] zero = new double[9];
    MapDrawing.Grid grid = new MapDrawing.Grid(5, 5, 40);
    int[] places = MapDrawing.places(new FeatureSpace.Plane(zero, zero, 1), grid);
    assertEquals(9, IntStream.of(places).distinct().count());
    for (int place : places) {
      assertTrue(Math.abs(place % 5 - 2) <= 1 && Math.abs(place / 5 - 2) <= 1, "around the middle");
    }
  }

  @Test
  void givenHostileCaptionsKeysAndSlices_thenEveryViewSurvivesUntrusted() {
    String text = Views.HOSTILE.replace("\u0007", "");
    BuiltSamples hostile = Builds.of(folder.resolve("hostile"), text);
    Slicing words = Slicing.of(text, row -> Set.of(row.caption(), text));
    List<Slicing> slicings = List.of(HALVES, words, Slicing.bySource());
    List<Viewable> views =
        List.of(
            FilterConfusion.of(hostile, "mask", 0.3, labels(text)),
            FilterCurves.of(hostile, "mask", 0.3, labels(text)),
            KeepRates.of(hostile.ledger(), slicings),
            BuildComparison.of(text, hostile, text, built, List.of("mask"), slicings),
            DropAdvice.of(hostile.ledger(), Map.of("mask", 0.5), slicings),
            SampleMap.of(hostile, text, FilterViewsTest::constant, 9),
            SampleMap.of(hostile, text, FilterViewsTest::constant, 9).neighbours(0));
    views.forEach(view -> UntrustedHtml.assertSurvives(view.view().html()));
    assertEquals(36, hostile.ledger().size() - hostile.ledger().count(Verdict.FAILED));
  }

  private static List<float[]> constant(List<LayeredSample> samples) {
    return samples.stream().map(sample -> new float[] {1}).toList();
  }
}
