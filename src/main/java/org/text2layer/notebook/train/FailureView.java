package org.text2layer.notebook.train;

import java.util.List;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.train.run.DivergenceException;
import org.text2layer.train.run.RecordedRun;

/** Where a training stopped because a loss or a gradient was no number. Immutable. */
final class FailureView implements Viewable {
  private static final int MOST_SAMPLES = 32;
  private static final int LONGEST = 80;

  private final RecordedRun.Failure failure;

  private FailureView(RecordedRun.Failure failure) {
    this.failure = failure;
  }

  /** What a run's folder recorded. */
  public static FailureView of(RecordedRun.Failure failure) {
    return new FailureView(failure);
  }

  /** What came out of {@code TrainingRun.run()}. */
  public static FailureView of(DivergenceException error) {
    return of(error.failure());
  }

  @Override
  public View view() {
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column("step", Cells.NUMBERS),
                new Column("not finite", Cells.WORDS),
                new Column("samples of the step", Cells.TEXT),
                new Column("state before it", Cells.TEXT)));
    table.row(
        List.of(
            Html.format("%,d", failure.step()),
            Html.escaped(Html.cut(failure.term(), LONGEST)),
            Html.escaped(samples()),
            Html.escaped(failure.dump().toString())));
    return new View(Html.view("", table.html(), ""), toString());
  }

  private String samples() {
    List<String> ids = failure.sampleIds();
    List<String> shown = ids.stream().limit(MOST_SAMPLES).map(id -> Html.cut(id, LONGEST)).toList();
    int left = ids.size() - shown.size();
    return String.join(", ", shown) + (left == 0 ? "" : Html.format(" and %,d more", left));
  }

  @Override
  public String toString() {
    return Html.format(
        "Stopped in step %,d: '%s' was infinite or no number; samples %s; state before it in %s",
        failure.step(), Html.cut(failure.term(), LONGEST), samples(), failure.dump());
  }
}
