package org.text2layer.notebook.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.train.TrainingException;
import org.text2layer.train.run.RecordedRun;

/**
 * A training to look at, from its folder alone, while it runs or later: how far it is and how it
 * ended, the terms of its loss, learning rate and gradients, and its previews as a filmstrip.
 * Immutable: of the moment when it was made; pictures are read when it is shown.
 */
public final class TrainingView implements Viewable {
  private final RecordedRun run;
  private final RunHistory history;
  private final Optional<RecordedRun.Failure> failure;
  private final String state;

  private TrainingView(RecordedRun run) {
    this.run = run;
    this.history = RunHistory.of(run, Long.MAX_VALUE);
    this.failure = run.failure(history.done());
    this.state = new RunWords(run, history).recorded();
  }

  /**
   * Reads a run's folder.
   *
   * @throws TrainingException if it is none, or its log is damaged
   */
  public static TrainingView of(Path folder) {
    return new TrainingView(RecordedRun.open(folder));
  }

  /**
   * Several runs side by side, by the names of their folders, with the settings in which they
   * differ. If these change what the total loss is, totals are not compared, only the terms that
   * mean the same in all runs.
   *
   * @param folders 1 to 24
   * @throws TrainingException if one is no run's folder
   * @throws IllegalArgumentException if there are too few or too many
   */
  public static Viewable compare(List<Path> folders) {
    return TrainingComparison.of(folders);
  }

  /** After which steps there are previews, in order. */
  public List<Long> previews() {
    return history.previews(run);
  }

  /**
   * The samples of a previewed step: four large, of up to twelve others their result.
   *
   * @throws IllegalArgumentException if there is no preview after this step
   */
  public Viewable preview(long step) {
    if (!previews().contains(step)) {
      throw new IllegalArgumentException(
          "Expected a step that has a preview but came %s: there are %s."
              .formatted(step, previews()));
    }
    return PreviewView.of(run, step);
  }

  /** Why it stopped, if a loss was no number. */
  public Optional<Viewable> failure() {
    return failure.map(FailureView::of);
  }

  RunHistory history() {
    return history;
  }

  RecordedRun run() {
    return run;
  }

  @Override
  public View view() {
    String html =
        RunPage.header(new RunWords(run, history), state)
            + RunPage.whole(run, history, new Filmstrip(run), failure.map(FailureView::of));
    return new View("<div>" + html + "</div>", toString());
  }

  @Override
  public String toString() {
    return new RunWords(run, history).title() + ": " + state;
  }
}
