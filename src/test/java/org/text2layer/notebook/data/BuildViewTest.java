package org.text2layer.notebook.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.Cropping;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.Views;
import org.text2layer.notebook.sample.Builds;
import org.text2layer.notebook.sample.SampleSheet;
import org.text2layer.synth.quality.defect.Defect;
import org.text2layer.synth.quality.measure.Confusion;
import org.text2layer.synth.quality.training.HumanLabels;

/** See {@link Builds} for what the build of these tests has. */
class BuildViewTest {
  @TempDir static Path folder;

  private static BuildView built;

  @BeforeAll
  static void build() {
    built = BuildView.of(Builds.of(folder.resolve("plain")).folder());
  }

  @Test
  void givenHostileCaptionsKeysAndReasons_thenEveryViewSurvivesUntrustedWithoutTheirMarkup() {
    BuildView hostile = BuildView.of(Builds.of(folder.resolve("hostile"), Views.HOSTILE).folder());
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
    assertTrue(
        built
            .view()
            .text()
            .startsWith("40 records: 14 kept, 18 dropped: mask, 4 dropped: inpainting, 4 failed."));
    assertTrue(built.view().html().contains(">14</td>"));
    assertTrue(built.view().html().contains(">45.0 %</td>"));
  }

  @Test
  void givenThatMostIsDropped_thenTheViewSaysWhatDroppedItWhyAndWhatToDo() {
    assertTrue(
        built.ledger().warning().orElseThrow().startsWith("The filters together dropped 22 of 40"),
        "no filter alone dropped more than half");
    Ledger most = new Ledger(built.ledger().rows().subList(0, 30));
    assertTrue(
        most.warning()
            .orElseThrow()
            .startsWith("The filter 'mask' dropped 18 of 30 records (60 %): look at"));
    Ledger few = new Ledger(built.ledger().rows().subList(20, 40));
    assertTrue(few.warning().isEmpty(), "4 of 20");
    View view = BuildView.of(Builds.withThreshold(folder.resolve("strict"), 0.9).folder()).view();
    assertTrue(
        view.text().contains("The filter 'mask' dropped 33 of 40 records (83 %)"), view.text());
    assertTrue(view.html().contains("dropped 33 of 40 records"));
    assertTrue(view.html().contains("What to do"), view.html());
    UntrustedHtml.assertSurvives(view.html());
  }

  @Test
  void givenABuildOfARecipeOfItsOwn_thenItsThresholdIsTheLowestKeptScore() {
    HumanLabels labels =
        HumanLabels.none()
            .with(HumanLabels.Label.good("an apple20", "mask"))
            .with(HumanLabels.Label.good("an apple21", "mask"))
            .with(HumanLabels.Label.bad("an apple1", Defect.NO_OBJECT));
    assertEquals(
        new Confusion(1, 0, 1, 1), built.confusion("mask", labels).confusion(), "from 0.525 on");
    assertTrue(built.curves("mask", labels).view().text().contains("at 0.525"));
    assertThrows(IllegalArgumentException.class, () -> built.withThreshold("mask", 0.2));
    assertTrue(built.slices().view().text().contains("of 36 records"));
    assertTrue(built.compared(built).comparison().isPaired());
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
  void givenFailedRecords_thenEachHasItsReason() {
    View view = built.failed().view();
    assertEquals("4 of 40 records failed", view.text());
    assertTrue(view.html().contains(">an apple failed 39<"));
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
    View view =
        BuildView.of(Builds.of(own, Views.HOSTILE.replace("\u0007", "")).folder()).card().view();
    UntrustedHtml.assertSurvives(view.html());
    assertTrue(view.html().contains(">How it was made</div>"), view.html());
    assertTrue(view.html().contains(">records</th>"), view.html());
    assertFalse(view.html().contains("pretty_name"), "what programs read");
    assertTrue(view.text().contains("## How it was made"));
  }
}
