package org.text2layer.notebook.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.image.Picture;
import org.text2layer.notebook.UntrustedHtml;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Views;
import org.text2layer.train.run.DivergenceException;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

class TrainingProgressTest {
  private static final long SECOND = 1_000_000_000;

  @TempDir Path folder;
  private long now;
  private long drawingNanos;
  private final List<List<View>> outputs = new ArrayList<>();
  private final TrainingProgress progress =
      new TrainingProgress(
          () -> {
            List<View> output = new ArrayList<>();
            outputs.add(output);
            return view -> {
              output.add(view);
              now += drawingNanos;
            };
          },
          () -> now);

  /** A run whose steps take so long by the clock of this test. */
  private void run(Trainings training, long nanosPerStep) {
    training.run(folder).withListener(new Slow(progress, nanosPerStep)).run();
  }

  private final class Slow implements TrainingListener {
    private final TrainingListener listener;
    private final long nanosPerStep;

    Slow(TrainingListener listener, long nanosPerStep) {
      this.listener = listener;
      this.nanosPerStep = nanosPerStep;
    }

    @Override
    public void onStarted(Path run, long done, long steps) {
      listener.onStarted(run, done, steps);
    }

    @Override
    public void onStep(LogRow row) {
      now += nanosPerStep;
      listener.onStep(row);
    }

    @Override
    public void onPreview(long step, Map<String, Picture> pictures) {
      listener.onPreview(step, pictures);
    }

    @Override
    public void onFinished(TrainingReport report) {
      listener.onFinished(report);
    }

    @Override
    public void onFailed(RuntimeException reason) {
      listener.onFailed(reason);
    }
  }

  private List<String> words() {
    return outputs.get(0).stream().map(View::text).toList();
  }

  @Test
  void aRunIsOneOutputThatIsThereBeforeTheFirstStepAndEndsAsTheFoldersView() {
    try (Trainings training = Trainings.named("tiny")) {
      run(training, 3 * SECOND);
    }
    assertEquals(1, outputs.size());
    assertEquals("tiny · tiny: after step 0 of 12", words().get(0));
    assertTrue(words().get(1).startsWith("tiny · tiny: after step 1 of 12: 33 s left · "));
    View last = outputs.get(0).get(outputs.get(0).size() - 1);
    View later = TrainingView.of(folder).view();
    assertEquals(later.text(), last.text());
    assertEquals(Views.pictures(later.html()).size(), Views.pictures(last.html()).size());
    UntrustedHtml.assertSurvives(last.html());
  }

  @Test
  void stepsThatFollowFastAreNotAllShown() {
    try (Trainings training = Trainings.named("tiny")) {
      run(training, SECOND / 2);
    }
    // At once, then after 2, 4 and 6 seconds, then the end.
    assertEquals(5, outputs.get(0).size(), words().toString());
  }

  @Test
  void curvesAreDrawnAsSeldomAsTheyTakeASeventiethOfTheTime() {
    drawingNanos = SECOND;
    try (Trainings training = Trainings.named("tiny")) {
      run(training, 6 * SECOND);
    }
    // Before the first step, after the first, once 10 s later, then not for 70 s; and the end.
    long different =
        outputs.get(0).stream()
            .map(view -> view.html().replaceAll("^.*?</span></div></div>", ""))
            .distinct()
            .count();
    assertEquals(4, different, different + " drawings");
  }

  @Test
  void aRunThatGoesOnTellsTheTimeLeftFromItsOwnSteps() {
    try (Trainings training = Trainings.named("tiny")) {
      training.runOneStep(folder);
    }
    try (Trainings training = Trainings.named("tiny")) {
      run(training, 3 * SECOND);
    }
    assertTrue(words().get(0).contains("after step 1 of 12 · loss 10.00"), words().get(0));
    assertTrue(words().get(1).contains("after step 2 of 12: 30 s left"), words().get(1));
  }

  @Test
  void aDivergedRunEndsWithItsFailureInTheOutput() {
    try (Trainings training = Trainings.divergingIn("mask_l1", 3)) {
      assertThrows(DivergenceException.class, () -> run(training, SECOND));
    }
    View last = outputs.get(0).get(outputs.get(0).size() - 1);
    assertTrue(last.text().contains("stopped in step 3 of 12: 'mask_l1'"), last.text());
    assertTrue(last.html().contains("failure-0000000003"));
    UntrustedHtml.assertSurvives(last.html());
  }
}
