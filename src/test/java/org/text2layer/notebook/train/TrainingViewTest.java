package org.text2layer.notebook.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Views;
import org.text2layer.train.TrainingException;
import org.text2layer.train.run.DivergenceException;

class TrainingViewTest {
  @TempDir Path parent;

  private Path run(String name) {
    Path folder = parent.resolve(name);
    try (Trainings training = Trainings.named("tiny")) {
      training.run(folder).run();
    }
    return folder;
  }

  @Test
  void aFinishedRunTellsItsStepsAndLossesFromTheFolderAlone() {
    View view = TrainingView.of(run("a")).view();
    assertTrue(view.text().startsWith("tiny · tiny: 12 steps, all done · "), view.text());
    // 10/12, averaged over one step; the best of 1, 1/2 and 9.
    assertTrue(
        view.text().endsWith("loss 0.8333 · held out 9.000 (best 0.5000 after step 8)"),
        view.text());
    UntrustedHtml.assertSurvives(view.html());
    assertTrue(view.html().contains("width:100.0%"));
  }

  @Test
  void previewsAreAStripOfEightStepsAndOneFoldedTableEach() {
    TrainingView view = TrainingView.of(run("a"));
    assertEquals(13, view.previews().size());
    String html = view.view().html();
    assertTrue(html.contains("8 of 13 previews shown"));
    assertTrue(html.contains(">step 0<") && html.contains(">step 12<"), "the first and the last");
    assertEquals(7, html.split("<details", -1).length - 1);
    // Charts, 2 inputs and 8 steps of 2 samples, 5 kinds of 2 samples, then of 1 sample 7 times.
    assertEquals(4 + 2 + 16 + 10 + 35, Views.pictures(html).size());
  }

  @Test
  void aPreviewTellsHowFarInputAndReconstructionAndMasksAgree() {
    View view = TrainingView.of(run("a")).preview(4).view();
    assertEquals("Preview after step 4: 2 samples", view.text());
    assertTrue(view.html().contains(">error × 2<"), "0.25 is the most below 0.35");
    assertTrue(view.html().contains("mean 0.125"));
    assertTrue(view.html().contains("IoU 0.50"));
    UntrustedHtml.assertSurvives(view.html());
  }

  @Test
  void samplesAreCalledByTheirCaptionsAndOnlyThoseWithoutOneByTheirNumbers() {
    TrainingView view = TrainingView.of(run("a"));
    String whole = "tiny on a wooden table in a room with a window, seen from above";
    for (String html : List.of(view.view().html(), view.preview(4).view().html())) {
      assertTrue(html.contains("<span title=\"" + whole + "\">tiny on a wooden table in a room"));
      assertTrue(html.contains("with a window, seen from…</span>"), "cut after a word");
      assertTrue(html.contains("alt=\"mask of " + whole + " after step "));
      assertFalse(html.contains(">sample 0<"));
      assertTrue(html.contains(">sample 1<"));
    }
  }

  @Test
  void ofManySamplesFourAreShownWholeAndOfTheOthersTheirResults() throws IOException {
    Path folder = run("a");
    Path preview = folder.resolve("previews/0000000004");
    for (String kind : List.of("picture", "composed", "error", "mask", "true-mask")) {
      for (int sample = 2; sample < 20; sample++) {
        Files.copy(
            preview.resolve("1-" + kind + ".png"),
            preview.resolve("sample-%02d-%s.png".formatted(sample, kind)));
      }
    }
    View view = TrainingView.of(folder).preview(4).view();
    assertEquals(4 * 5 + 12, Views.pictures(view.html()).size());
    assertTrue(view.html().contains(">12 more samples<"));
    assertTrue(view.html().contains("The first 16 of 20 samples."));
    UntrustedHtml.assertSurvives(view.html());
  }

  @Test
  void aStepWithoutAPreviewIsRefused() {
    TrainingView view = TrainingView.of(run("a"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> view.preview(99)).getMessage();
    assertTrue(message.contains("99") && message.contains("[0, 1, 2"), message);
  }

  @Test
  void aRunThatWasKilledInTheMiddleOfALineIsShownUpToItsLastWholeStep() throws IOException {
    Path folder = run("a");
    Path log = folder.resolve("log.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.writeString(log, String.join("\n", lines.subList(0, 5)) + "\n{\"step\":6,\"lo");
    String text = TrainingView.of(folder).view().text();
    assertTrue(text.contains("after step 5 of 12: "), text);
    assertTrue(text.contains("it still runs, or was killed"), text);
    assertTrue(text.contains("loss 2.000 ·"), text);
    assertEquals(
        List.of(0L, 1L, 2L, 3L, 4L, 5L),
        TrainingView.of(folder).previews(),
        "those of steps that the log lost are left out");
    Files.writeString(log, "{}\nno step\n", StandardOpenOption.TRUNCATE_EXISTING);
    assertThrows(TrainingException.class, () -> TrainingView.of(folder));
  }

  @Test
  void aRunThatEndedEarlySaysWhy() throws IOException {
    Path folder = parent.resolve("a");
    try (Trainings training = Trainings.named("tiny")) {
      training.runOneStep(folder);
    }
    String text = TrainingView.of(folder).view().text();
    assertTrue(
        text.contains("time limit reached after step 1 of 12 · run it again to go on"), text);
    Files.writeString(folder.resolve("end.json"), "{\"step\":1,\"end\":\"INTERRUPTED\"}");
    text = TrainingView.of(folder).view().text();
    assertTrue(text.contains("interrupted after step 1 of 12 · run it again to go on"), text);
  }

  @Test
  void aDivergedRunTellsStepTermSamplesAndDumpNowAndLater() {
    Path folder = parent.resolve("a");
    DivergenceException error;
    try (Trainings training = Trainings.divergingIn("perceptual", 3)) {
      error = assertThrows(DivergenceException.class, () -> training.run(folder).run());
    }
    TrainingView view = TrainingView.of(folder);
    String text = view.view().text();
    assertTrue(
        text.contains("stopped in step 3 of 12: 'perceptual' was infinite or no number"), text);
    String later = view.failure().orElseThrow().view().text();
    assertEquals(FailureView.of(error).view().text(), later);
    assertTrue(later.contains(String.join(", ", error.failure().sampleIds())), later);
    assertTrue(view.view().html().contains(error.failure().dump().getFileName().toString()));
    UntrustedHtml.assertSurvives(view.view().html());
  }

  @Test
  void runsAreComparedByTheNamesOfTheirFolders() {
    View view = TrainingView.compare(List.of(run("one"), run("two"))).view();
    assertEquals(
        "Best loss on held-out samples: one 0.5000 after step 8, two 0.5000 after step 8",
        view.text());
    assertEquals(1, Views.pictures(view.html()).size());
    UntrustedHtml.assertSurvives(view.html());
    assertThrows(IllegalArgumentException.class, () -> TrainingView.compare(List.of()));
  }

  private Path run(String name, String part, Object value) {
    Path folder = parent.resolve(name);
    try (Trainings training = Trainings.named("tiny").described(part, value)) {
      training.run(folder).run();
    }
    return folder;
  }

  @Test
  void runsOfOtherLossWeightsAreComparedByTheTermsThatTheyHaveInCommon() {
    List<Path> folders =
        List.of(
            run("with", "weights", "LossWeights[mask=1.0, composition=2.0]"),
            run("without", "weights", "LossWeights[mask=1.0, composition=0.0]"));
    View view = TrainingView.compare(folders).view();
    assertEquals(
        "Their totals are not compared, since their losses differ (weights.composition): only the"
            + " terms that mean the same in all of them are, without weights. composition ℓ_comp:"
            + " with 0.1667, without 0.1667.",
        view.text());
    assertTrue(view.html().contains("losses differ (weights.composition)"));
    assertTrue(view.html().contains(">composition ℓ_comp</td>"));
    assertFalse(view.html().contains("0.5000"), "the best total");
    assertFalse(view.html().contains(">mask, eq. 4"), "a sum that the weights are in");
    assertTrue(view.html().contains(">weights.composition</td>"));
    assertTrue(view.html().contains(">2.0</td>") && view.html().contains(">0.0</td>"));
    assertFalse(view.html().contains(">weights.mask</td>"), "the same in both");
    assertEquals(1, Views.pictures(view.html()).size());
    UntrustedHtml.assertSurvives(view.html());
  }

  @Test
  void runsThatDifferElsewhereAreComparedByTheirTotalsBesideWhatDiffers() {
    View view =
        TrainingView.compare(
                List.of(
                    run("narrow", "structure", "Net[width=16]"),
                    run("wide", "structure", "Net[width=32]")))
            .view();
    assertEquals(
        "Best loss on held-out samples: narrow 0.5000 after step 8, wide 0.5000 after step 8",
        view.text());
    assertTrue(view.html().contains(">Settings that differ</span>"));
    assertTrue(view.html().contains(">structure.width</td>") && view.html().contains(">32</td>"));
    View same = TrainingView.compare(List.of(run("one"), run("two"))).view();
    assertFalse(same.html().contains("Settings that differ"));
  }

  @Test
  void textsOfARunNeverBecomeMarkup() {
    Path folder = parent.resolve("a");
    try (Trainings training = Trainings.divergingIn(Views.HOSTILE, 7)) {
      assertThrows(DivergenceException.class, () -> training.run(folder).run());
    }
    UntrustedHtml.assertSurvives(TrainingView.of(folder).view().html());
    UntrustedHtml.assertSurvives(TrainingView.compare(List.of(folder)).view().html());
  }

  @Test
  void aFolderThatIsNoRunIsRefused() throws IOException {
    Files.writeString(parent.resolve("run.json"), "{\"task\": 1}");
    String message =
        assertThrows(TrainingException.class, () -> TrainingView.of(parent)).getMessage();
    assertTrue(message.startsWith("Expected the folder of a training but "), message);
    assertFalse(Files.exists(parent.resolve(".lock")), "looking changes nothing");
  }
}
