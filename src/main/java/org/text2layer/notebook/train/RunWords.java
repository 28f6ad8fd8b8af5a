package org.text2layer.notebook.train;

import java.util.Optional;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.ProgressMarkup;
import org.text2layer.train.run.RecordedRun;
import org.text2layer.train.run.TrainingReport.End;

/**
 * How far a run is, in words.
 *
 * @param run as its folder tells it
 * @param history of it
 */
record RunWords(RecordedRun run, RunHistory history) {
  private static final int LONGEST = 80;

  /** "layered autoencoder · small world". */
  String title() {
    return Html.cut(run.task(), LONGEST) + " · " + Html.cut(run.data(), LONGEST);
  }

  /** As the folder tells it: it does not know whether somebody still writes there. */
  String recorded() {
    Optional<RecordedRun.Failure> failure = run.failure(history.done());
    Optional<End> end = run.end(history.done());
    String state;
    if (failure.isPresent()) {
      state =
          Html.format(
              "stopped in step %,d of %,d: '%s' was infinite or no number",
              failure.get().step(), run.steps(), Html.cut(failure.get().term(), LONGEST));
    } else if (history.done() == run.steps()) {
      state = Html.count(run.steps(), "step") + ", all done";
    } else if (end.isPresent()) {
      state = end.get() + " " + after() + " · run it again to go on";
    } else {
      state = after() + left() + " · it still runs, or was killed";
    }
    return state + spent() + speed() + losses();
  }

  /**
   * "after step 9 of 20: 3.8 s left · 6.1 samples/s". True also where it stays the last word.
   *
   * @param first how many steps earlier starts had done
   * @param nanos since this start
   */
  String running(long first, long nanos) {
    long made = history.done() - first;
    if (made <= 0) {
      return after() + losses();
    }
    double each = (double) nanos / made;
    String left = ProgressMarkup.duration(each * (run.steps() - history.done()));
    return after() + ": " + left + " left" + speed() + losses();
  }

  /** "stopped after step 9 of 20". */
  String stopped() {
    return "stopped " + after() + spent() + losses();
  }

  double share() {
    return (double) Math.min(history.done(), run.steps()) / run.steps();
  }

  private String after() {
    return Html.format("after step %,d of %,d", history.done(), run.steps());
  }

  private String left() {
    if (history.done() == 0) {
      return "";
    }
    double each = history.nanosInSteps() / history.done();
    return ": "
        + ProgressMarkup.duration(each * (run.steps() - history.done()))
        + " left at its speed";
  }

  private String spent() {
    return history.done() == 0
        ? ""
        : " · " + ProgressMarkup.duration(history.nanosInSteps()) + " in steps";
  }

  private String speed() {
    return history
        .samplesPerSecond()
        .map(speed -> Html.format(speed < 10 ? " · %.1f samples/s" : " · %.0f samples/s", speed))
        .orElse("");
  }

  private String losses() {
    String total = history.total().map(loss -> Html.format(" · loss %.4g", loss)).orElse("");
    if (history.lastHeldOut().isEmpty()) {
      return total;
    }
    Curve.Point last = history.lastHeldOut().get();
    Curve.Point best = history.bestHeldOut().orElseThrow();
    String heldOut = Html.format(" · held out %.4g", last.value());
    return total
        + heldOut
        + (best.step() == last.step()
            ? ", its best"
            : Html.format(" (best %.4g after step %,d)", best.value(), best.step()));
  }
}
