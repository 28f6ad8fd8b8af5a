package org.text2layer.notebook.train;

import java.util.List;
import java.util.Optional;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.ProgressMarkup;
import org.text2layer.train.run.RecordedRun;

/** The parts of which the views of a run consist. */
final class RunPage {
  private static final int SIDE = 80;
  private static final int SAMPLES = 2;

  private RunPage() {}

  /** What is trained, how far. */
  static String header(RunWords words, String state) {
    return Html.view(
        words.title(), ProgressMarkup.line(ProgressMarkup.bar(words.share()), state), "");
  }

  /** What stays at the end: why it failed, the body, and the earlier previews. */
  static String whole(
      RecordedRun run, RunHistory history, Filmstrip strip, Optional<FailureView> failure) {
    return failure.map(view -> view.view().html()).orElse("")
        + body(run, history, strip)
        + earlier(run, history);
  }

  /** Curves, filmstrip, and the newest preview. */
  static String body(RecordedRun run, RunHistory history, Filmstrip strip) {
    StringBuilder body = new StringBuilder(new RunCharts(history, run.steps()).html());
    List<Long> previews = history.previews(run);
    if (!previews.isEmpty()) {
      String remark =
          previews.size() > Filmstrip.MOST_STEPS
              ? Html.format("%d of %,d previews shown", Filmstrip.MOST_STEPS, previews.size())
              : "";
      body.append(Html.section("The same samples over time", remark, strip.html(previews)));
      long newest = previews.get(previews.size() - 1);
      body.append(
          Html.section(Html.format("After step %,d", newest), "", table(run, newest, SAMPLES)));
    }
    return Html.view("", body.toString(), "");
  }

  /** The earlier previews, each folded: an untrusted notebook unfolds them without a script. */
  private static String earlier(RecordedRun run, RunHistory history) {
    List<Long> previews = Filmstrip.chosen(history.previews(run));
    StringBuilder folded = new StringBuilder();
    for (int i = previews.size() - 2; i >= 0; i--) {
      folded
          .append("<details style=\"margin-top:6px\"><summary style=\"font-size:12px\">")
          .append(Html.escaped(Html.format("after step %,d", previews.get(i))))
          .append("</summary>")
          .append(table(run, previews.get(i), 1))
          .append("</details>");
    }
    return folded.isEmpty() ? "" : Html.view("", folded.toString(), "");
  }

  private static String table(RecordedRun run, long step, int most) {
    PreviewView preview = PreviewView.of(run, step);
    int count = preview.subjects().size();
    String left =
        count <= most
            ? ""
            : Html.small(
                Html.format(
                    "%s of %d samples; preview(%d) shows all.",
                    most == 1 ? "The first" : "The first " + most, count, step));
    return PreviewTable.of(preview, most, SIDE) + left;
  }
}
