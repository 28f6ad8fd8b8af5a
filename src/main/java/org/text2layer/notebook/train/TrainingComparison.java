package org.text2layer.notebook.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;

/**
 * The losses of several runs on held-out samples in one chart, by the names of their folders, and
 * their numbers below: to compare configurations, or seeds of one. Immutable.
 */
final class TrainingComparison implements Viewable {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 330;
  private static final int MOST = 24;
  private static final int LONGEST = 60;

  private record Run(String name, TrainingView view) {
    RunHistory history() {
      return view.history();
    }
  }

  private final List<Run> runs;

  private TrainingComparison(List<Run> runs) {
    this.runs = List.copyOf(runs);
  }

  static TrainingComparison of(List<Path> folders) {
    if (folders.isEmpty() || folders.size() > MOST) {
      throw new IllegalArgumentException(
          "Expected 1 to %s folders of runs but came %s: compare fewer at once."
              .formatted(MOST, folders.size()));
    }
    List<Run> runs = new ArrayList<>();
    for (Path folder : folders) {
      Path whole = folder.toAbsolutePath().normalize();
      String own = String.valueOf(whole.getFileName());
      boolean shared =
          folders.stream()
                  .map(other -> other.toAbsolutePath().normalize().getFileName())
                  .filter(name -> own.equals(String.valueOf(name)))
                  .count()
              > 1;
      Path parent = whole.getParent();
      String name = shared && parent != null ? parent.getFileName() + "/" + own : own;
      runs.add(new Run(name, TrainingView.of(folder)));
    }
    return new TrainingComparison(runs);
  }

  @Override
  public View view() {
    LineChart chart = chart();
    String picture =
        chart.isEmpty()
            ? Html.small("None of them was evaluated on held-out samples.")
            : ChartStyle.picture(chart.chart(), toString());
    return new View(Html.view("", picture + table(), ""), toString());
  }

  private LineChart chart() {
    long steps = runs.stream().mapToLong(run -> run.history().done()).max().orElse(1);
    boolean positive =
        runs.stream()
            .map(run -> run.history().heldOut())
            .allMatch(curve -> curve.isEmpty() || curve.least() > 0);
    String title = "Loss on held-out samples" + (positive ? ", logarithmic axis" : "");
    LineChart chart = LineChart.of(title, "total", WIDTH, HEIGHT, positive, steps);
    for (int i = 0; i < runs.size(); i++) {
      chart.dots(runs.get(i).name(), runs.get(i).history().heldOut(), i);
    }
    return chart;
  }

  private String table() {
    HtmlTable table =
        HtmlTable.of(
            List.of(
                new Column("run", Cells.TEXT),
                new Column("steps", Cells.NUMBERS),
                new Column("held out, best", Cells.NUMBERS),
                new Column("after step", Cells.NUMBERS),
                new Column("held out, last", Cells.NUMBERS),
                new Column("loss, smoothed", Cells.NUMBERS),
                new Column("samples/s", Cells.NUMBERS)));
    for (Run run : runs) {
      RunHistory history = run.history();
      Function<Curve.Point, String> value = point -> Html.format("%.4g", point.value());
      table.row(
          List.of(
              Html.escaped(Html.cut(run.name(), LONGEST)),
              Html.format("%,d of %,d", history.done(), run.view().run().steps()),
              history.bestHeldOut().map(value).orElse("none"),
              history.bestHeldOut().map(best -> Html.format("%,d", best.step())).orElse(""),
              history.lastHeldOut().map(value).orElse("none"),
              history.total().map(loss -> Html.format("%.4g", loss)).orElse("none"),
              history.samplesPerSecond().map(speed -> Html.format("%.1f", speed)).orElse("")));
    }
    return table.html();
  }

  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    for (Run run : runs) {
      String best =
          run.history()
              .bestHeldOut()
              .map(point -> Html.format("%.4g after step %d", point.value(), point.step()))
              .orElse("not evaluated");
      words.add(Html.cut(run.name(), LONGEST) + " " + best);
    }
    return "Best loss on held-out samples: " + String.join(", ", words);
  }
}
