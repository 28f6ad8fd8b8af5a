package org.text2layer.notebook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.Cropping;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.Views;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.training.HumanLabels;

/** See {@link Builds} for what the build of these tests has. */
class BuildViewTest {
  @TempDir static Path folder;

  private static BuildView built;

  @BeforeAll
  static void build() {
    built = Builds.of(folder.resolve("plain"));
  }

  @Test
  void givenHostileCaptionsKeysAndReasons_thenEveryViewSurvivesUntrustedWithoutTheirMarkup() {
    BuildView hostile = Builds.of(folder.resolve("hostile"), Views.HOSTILE);
    List<Viewable> views =
        List.of(
            hostile,
            hostile.kept(),
            hostile.rejected(),
            hostile.rejected().byDefect(HumanLabels.none()),
            hostile.failed(),
            hostile.histogram("mask", 0.5),
            hostile.thresholds("mask", 0.2, 0.4, 0.6),
            LabellingView.of(hostile.samples(row -> row.verdict() == Verdict.KEPT, 3)));
    views.forEach(view -> UntrustedHtml.assertSurvives(view.view().html()));
  }

  @Test
  void givenABuild_thenItsViewCountsWhatTheLedgerCounts() {
    assertEquals(
        "40 records: 14 kept, 18 dropped: mask, 4 dropped: inpainting, 4 failed",
        built.view().text());
    assertTrue(built.view().html().contains(">14</td>"));
    assertTrue(built.view().html().contains(">45.0 %</td>"));
  }

  @Test
  void givenAFilterThatDropsMoreThanHalf_thenTheViewNamesItAndItsShare() {
    assertTrue(built.ledger().warning().isEmpty(), "45 % are no reason to worry");
    Ledger most = new Ledger(built.ledger().rows().subList(0, 30));
    assertEquals(
        "The filter 'mask' dropped 18 of 30 records (60 %): look at what it dropped, and choose"
            + " another threshold if that is good.",
        most.warning().orElseThrow());
    View view = Builds.withThreshold(folder.resolve("strict"), 0.9).view();
    assertTrue(
        view.text().contains("The filter 'mask' dropped 33 of 40 records (83 %)"), view.text());
    assertTrue(view.html().contains("dropped 33 of 40 records"));
    UntrustedHtml.assertSurvives(view.html());
  }

  @Test
  void givenACroppedSample_thenItsRowSaysWhatWasCutInWords() {
    StoredSample stored = built.samples(row -> row.verdict() == Verdict.KEPT, 1).get(0);
    Map<String, Double> scores = new TreeMap<>(stored.scores());
    scores.putAll(new Cropping(0.25, 0, 0.125, 0).scores());
    StoredSample cropped =
        new StoredSample(stored.id(), stored.key(), stored.source(), stored.sample(), scores);
    String html = SampleSheet.ofStored(List.of(cropped)).view().html();
    assertTrue(html.contains("mask 0.525 · cropped left 25 %, right 13 %<"), html);
  }

  @Test
  void givenKeptSamples_thenARowShowsFourPicturesTheCaptionAndTheScores() {
    View view = built.kept(2).view();
    assertEquals(8, Views.pictures(view.html()).size());
    assertTrue(view.html().contains("14 samples kept, the first 2"));
    assertTrue(view.html().contains(">an apple 21<"));
    assertTrue(view.html().contains("inpainting 0.900 · mask 0.525"));
    assertTrue(view.html().contains("alt=\"mask over the picture: an apple 21\""));
    assertEquals(6, view.html().split("<th scope=\"col\"", -1).length - 1);
  }

  @Test
  void givenDroppedSamples_thenTheyAreGroupedByFilterTheMostFrequentAndTheWorstFirst() {
    RejectedSamples rejected = built.rejected().examples(2);
    Map<String, List<LedgerRow>> groups = rejected.groups();
    assertEquals(List.of("mask filter", "inpainting filter"), List.copyOf(groups.keySet()));
    assertEquals(
        List.of(0L, 1L, 2L),
        groups.get("mask filter").stream().limit(3).map(LedgerRow::record).toList());
    View view = rejected.view();
    assertEquals(4 * 4, Views.pictures(view.html()).size());
    assertTrue(view.html().contains("18 dropped, scores from 0.000 to 0.450"));
    assertTrue(view.html().contains("<span style=\"font-weight:bold\">mask 0.025</span>"));
    assertEquals("22 of 40 records dropped: mask filter 18, inpainting filter 4", view.text());
  }

  @Test
  void givenAFilterThatDropsHighScores_thenTheHighestIsTheWorst() {
    LedgerRow lighter = row("light", 0.99);
    LedgerRow light = row("light", 0.96);
    Ledger high = new Ledger(List.of(row("", 0.4), lighter, light));
    assertEquals(
        List.of(lighter, light), RejectedSamples.worstFirst(List.of(light, lighter), high));
    Ledger low = new Ledger(List.of(row("", 0.995), lighter, light));
    assertEquals(List.of(light, lighter), RejectedSamples.worstFirst(List.of(light, lighter), low));
  }

  private static LedgerRow row(String reason, double score) {
    boolean kept = reason.isEmpty();
    return new LedgerRow(
        0,
        "key",
        "test",
        "caption",
        kept ? Verdict.KEPT : Verdict.DROPPED,
        reason,
        kept ? OptionalDouble.empty() : OptionalDouble.of(score),
        Map.of("light", score));
  }

  @Test
  void givenWhatPeopleSaid_thenAFiltersGroupIsPartedByDefect() {
    HumanLabels labels =
        HumanLabels.none()
            .with(HumanLabels.Label.bad("an apple0", Defect.INCOMPLETE_OBJECT))
            .with(HumanLabels.Label.good("an apple1", "mask"))
            .with(HumanLabels.Label.bad("an apple2", Defect.OBJECT_IN_HOLE));
    Map<String, List<LedgerRow>> groups = built.rejected().byDefect(labels).groups();
    assertEquals(1, groups.get("mask filter: incomplete object").size());
    assertEquals(1, groups.get("mask filter: labelled as good").size());
    assertEquals(16, groups.get("mask filter: not labelled").size());
    assertEquals(4, groups.get("inpainting filter: not labelled").size());
  }

  @Test
  void givenFailedRecords_thenEachHasItsReason() {
    View view = built.failed().view();
    assertEquals("4 of 40 records failed", view.text());
    assertTrue(view.html().contains(">an apple failed 39<"));
  }

  @Test
  void givenAThreshold_thenEveryBarIsOnOneSideOfItAndTheBarsHoldEveryScoredRecord() {
    ScoreHistogram histogram = ScoreHistogram.of(built.ledger(), "mask", 0.525);
    List<ScoreHistogram.Bar> bars = histogram.bars();
    for (ScoreHistogram.Bar bar : bars) {
      assertTrue(bar.to() <= 0.525 + 1e-9 || bar.from() >= 0.525 - 1e-9, bar.toString());
      assertTrue(bar.to() <= 0.525 + 1e-9 || bar.dropped() == 0, bar.toString());
    }
    assertEquals(19, bars.stream().mapToLong(ScoreHistogram.Bar::dropped).sum());
    assertEquals(14, bars.stream().mapToLong(ScoreHistogram.Bar::kept).sum());
    assertEquals(3, bars.stream().mapToLong(ScoreHistogram.Bar::elsewhere).sum());
    assertEquals(
        "17 of 36 records (47.2 %) reach a mask score of 0.525; another filter dropped 3 of them",
        histogram.view().text());
    assertTrue(histogram.view().html().contains("4 records without this score not shown"));
    assertTrue(histogram.chart().getSeriesMap().containsKey("threshold 0.525"));
  }

  @Test
  void givenNeighbouringThresholds_thenEachShowsWhatItDropsAndTheOneBeforeItDoesNot() {
    ThresholdComparison comparison = ThresholdComparison.of(built, "mask", 0.25, 0.5, 0.8);
    long[] numbers = LongStream.range(0, 3).map(i -> comparison.dropped((int) i).size()).toArray();
    // Records 0 to 9, 10 to 19, 20 to 31, without those that failed.
    assertEquals(List.of(9L, 9L, 11L), LongStream.of(numbers).boxed().toList());
    assertEquals(20, comparison.dropped(2).get(0).record());
    View view = comparison.view();
    assertEquals(
        "Thresholds of the mask score, of 36 records: 0.25 keeps 27, 0.50 keeps 18, 0.80 keeps 7",
        view.text());
    assertEquals(12, Views.pictures(view.html()).size());
    assertTrue(view.html().contains("9 more dropped than at 0.25"));
  }

  @Test
  void aScoreThatNoFilterGaveAndThresholdsOutOfOrderAreRefused() {
    String unknown =
        assertThrows(IllegalArgumentException.class, () -> built.histogram("masks", 0.5))
            .getMessage();
    assertTrue(unknown.contains("'masks'") && unknown.contains("inpainting, mask"), unknown);
    String order =
        assertThrows(IllegalArgumentException.class, () -> built.thresholds("mask", 0.5, 0.4))
            .getMessage();
    assertTrue(order.contains("[0.5, 0.4]"), order);
  }

  @Test
  void samplesAreFoundByTheirRowsInTheLedgersOrder() {
    List<StoredSample> samples =
        built.samples(row -> row.record() % 12 == 0 && row.record() > 0, 9);
    assertEquals(
        List.of("an apple12", "an apple24", "an apple36"),
        samples.stream().map(StoredSample::key).toList());
  }

  @Test
  void theSamplesNearestToAThresholdComeFromBothSidesOfIt() {
    assertEquals(
        List.of("an apple20", "an apple21", "an apple18"),
        built.nearest("mask", 0.49, 3).stream().map(StoredSample::key).toList());
  }

  @Test
  void theCardIsLaidOutWithItsTablesAndSurvivesUntrusted(@TempDir Path own) {
    View view = Builds.of(own, Views.HOSTILE.replace("\u0007", "")).card().view();
    UntrustedHtml.assertSurvives(view.html());
    assertTrue(view.html().contains(">How it was made</div>"), view.html());
    assertTrue(view.html().contains(">records</th>"), view.html());
    assertFalse(view.html().contains("pretty_name"), "what programs read");
    assertTrue(view.text().contains("## How it was made"));
  }
}
