package org.text2layer.notebook.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Views;
import org.text2layer.notebook.sample.Builds;
import org.text2layer.notebook.sample.BuiltSamples;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.training.HumanLabels;

/** See {@link Builds} for what the build of these tests has. */
class ThresholdViewsTest {
  @TempDir static Path folder;

  private static BuiltSamples built;

  @BeforeAll
  static void build() {
    built = Builds.of(folder.resolve("plain"));
  }

  @Test
  void givenDroppedSamples_thenTheyAreGroupedByFilterTheMostFrequentAndTheWorstFirst() {
    RejectedSamples rejected = new RejectedSamples(built).examples(2);
    Map<String, int[]> groups = rejected.groups();
    assertEquals(List.of("mask filter", "inpainting filter"), List.copyOf(groups.keySet()));
    assertEquals(
        List.of(0, 1, 2), IntStream.of(groups.get("mask filter")).limit(3).boxed().toList());
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
    assertArrayEquals(new int[] {1, 2}, RejectedSamples.worstFirst(IntStream.of(1, 2), high));
    Ledger low = new Ledger(List.of(row("", 0.995), lighter, light));
    assertArrayEquals(new int[] {2, 1}, RejectedSamples.worstFirst(IntStream.of(1, 2), low));
  }

  @Test
  void givenWhatPeopleSaid_thenAFiltersGroupIsPartedByDefect() {
    HumanLabels labels =
        HumanLabels.none()
            .with(HumanLabels.Label.bad("an apple0", Defect.INCOMPLETE_OBJECT))
            .with(HumanLabels.Label.good("an apple1", "mask"))
            .with(HumanLabels.Label.bad("an apple2", Defect.OBJECT_IN_HOLE));
    Map<String, int[]> groups = new RejectedSamples(built).byDefect(labels).groups();
    assertEquals(1, groups.get("mask filter: incomplete object").length);
    assertEquals(1, groups.get("mask filter: labelled as good").length);
    assertEquals(16, groups.get("mask filter: not labelled").length);
    assertEquals(4, groups.get("inpainting filter: not labelled").length);
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
    long[] numbers = LongStream.range(0, 3).map(i -> comparison.dropped((int) i).length).toArray();
    // Records 0 to 9, 10 to 19, 20 to 31, without those that failed.
    assertEquals(List.of(9L, 9L, 11L), LongStream.of(numbers).boxed().toList());
    assertEquals(20, comparison.dropped(2)[0]);
    View view = comparison.view();
    assertEquals(
        "Thresholds of the mask score, of 36 records: 0.25 keeps 27, 0.50 keeps 18, 0.80 keeps 7",
        view.text());
    assertEquals(12, Views.pictures(view.html()).size());
    assertTrue(view.html().contains("9 more dropped than at 0.25"));
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
}
