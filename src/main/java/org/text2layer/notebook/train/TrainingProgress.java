package org.text2layer.notebook.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.text2layer.notebook.LiveOutput;
import org.text2layer.notebook.View;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.ProgressMarkup;
import org.text2layer.train.run.LogRow;
import org.text2layer.train.run.RecordedRun;
import org.text2layer.train.run.TrainingListener;
import org.text2layer.train.run.TrainingReport;

/**
 * A running training as one output: how far it is, the curves, and the previews; at the end the
 * {@link TrainingView} of its folder. Words change every 2 seconds at most; curves and pictures as
 * seldom as they take a seventieth of the time. What goes wrong in drawing stops no training. For
 * one run after the other.
 */
public final class TrainingProgress implements TrainingListener {
  private static final long NANOS_BETWEEN_WORDS = 2_000_000_000;

  /** Drawing may take a seventieth of the time. */
  private static final int TIMES_THE_DRAWING = 70;

  private static final long NANOS_AFTER_FIRST = 10_000_000_000L;

  private final Supplier<LiveOutput> outputs;
  private final LongSupplier nanoTime;
  private Optional<Live> live = Optional.empty();

  TrainingProgress(Supplier<LiveOutput> outputs, LongSupplier nanoTime) {
    this.outputs = outputs;
    this.nanoTime = nanoTime;
  }

  /** Progress on outputs of a kernel. */
  public static TrainingProgress on(Supplier<LiveOutput> outputs) {
    return new TrainingProgress(outputs, System::nanoTime);
  }

  @Override
  public void onStarted(Path folder, long done, long steps) {
    RecordedRun run = RecordedRun.open(folder);
    live = Optional.of(new Live(run, RunHistory.of(run, done), outputs.get()));
    live.get().show();
  }

  @Override
  public void onStep(LogRow row) {
    live.ifPresent(shown -> shown.add(row));
  }

  @Override
  public void onFinished(TrainingReport report) {
    live.ifPresent(shown -> shown.end(shown.words.recorded()));
  }

  @Override
  public void onFailed(RuntimeException reason) {
    live.ifPresent(
        shown ->
            shown.end(
                shown.failure().isPresent() ? shown.words.recorded() : shown.words.stopped()));
  }

  private final class Live {
    private final RecordedRun run;
    private final RunHistory history;
    private final LiveOutput output;
    private final RunWords words;
    private final Filmstrip strip;
    private final long first;
    private final long started = nanoTime.getAsLong();
    private long nextWords = started;
    private long nextDrawing = started;
    private boolean warm;
    private String drawn = "";

    Live(RecordedRun run, RunHistory history, LiveOutput output) {
      this.run = run;
      this.history = history;
      this.output = output;
      words = new RunWords(run, history);
      strip = new Filmstrip(run);
      first = history.done();
    }

    void add(LogRow row) {
      history.add(row);
      if (nanoTime.getAsLong() >= nextWords) {
        show();
      }
    }

    Optional<RecordedRun.Failure> failure() {
      return run.failure(history.done());
    }

    void show() {
      long now = nanoTime.getAsLong();
      boolean drawing = now >= nextDrawing;
      if (drawing) {
        drawn = drawing(() -> RunPage.body(run, history, strip));
      }
      String state = words.running(first, now - started);
      put(RunPage.header(words, state) + drawn, state);
      long after = nanoTime.getAsLong();
      nextWords = after + NANOS_BETWEEN_WORDS;
      if (drawing) {
        nextDrawing = after + pause(after - now);
      }
    }

    private long pause(long cost) {
      if (history.done() == first) {
        return 0; // there was nothing to draw yet
      }
      long pause = TIMES_THE_DRAWING * cost;
      if (!warm) { // the first one loads classes and fonts
        warm = true;
        return Math.min(pause, NANOS_AFTER_FIRST);
      }
      return pause;
    }

    /** What stays: the view that the folder gives later, too. */
    void end(String state) {
      drawn = drawing(() -> RunPage.whole(run, history, strip, failure().map(FailureView::of)));
      put(RunPage.header(words, state) + drawn, state);
      live = Optional.empty();
    }

    private void put(String html, String state) {
      output.show(new View("<div>" + html + "</div>", words.title() + ": " + state));
    }
  }

  private static String drawing(Supplier<String> html) {
    try {
      return html.get();
    } catch (RuntimeException | Error error) { // too little memory, no fonts: the training goes on
      return ProgressMarkup.line(
          "",
          "Expected to draw the training but it failed ("
              + Html.cut(String.valueOf(error), 200)
              + "): it goes on.");
    }
  }
}
