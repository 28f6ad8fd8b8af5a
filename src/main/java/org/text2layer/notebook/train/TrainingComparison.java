package org.text2layer.notebook.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.ChartStyle;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.train.LossTerms;

/**
 * The losses of several runs on held-out samples in one chart, by the names of their folders, their
 * numbers, and the settings in which they differ: to compare configurations, or seeds of one. Runs
 * whose totals are sums of other terms or with other weights are compared by the terms that they
 * have in common alone. Immutable.
 */
final class TrainingComparison implements Viewable {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 330;
  private static final int SMALL_WIDTH = 374;
  private static final int SMALL_HEIGHT = 190;
  private static final int MOST_CHARTS = 12;
  private static final int MOST = 24;
  private static final int LONGEST = 60;

  private record Run(String name, TrainingView view) {
    RunHistory history() {
      return view.history();
    }

    String steps() {
      return Html.format("%,d of %,d", history().done(), view.run().steps());
    }

    String speed() {
      return history().samplesPerSecond().map(speed -> Html.format("%.1f", speed)).orElse("");
    }
  }

  private final List<Run> runs;
  private final ComparedSettings settings;

  private TrainingComparison(List<Run> runs) {
    this.runs = List.copyOf(runs);
    this.settings =
        new ComparedSettings(runs.stream().map(run -> run.view().run().settings()).toList());
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
    boolean alike = settings.alike();
    List<String> terms = alike ? List.of(LossTerms.TOTAL) : commonTerms();
    List<String> pictures = new ArrayList<>();
    for (String term : terms.subList(0, Math.min(MOST_CHARTS, terms.size()))) {
      LineChart chart = chart(term, alike ? WIDTH : SMALL_WIDTH, alike ? HEIGHT : SMALL_HEIGHT);
      if (!chart.isEmpty()) {
        XYChart drawn = chart.chart();
        pictures.add(ChartStyle.picture(drawn, drawn.getTitle() + " of " + names()));
      }
    }
    String reason = alike ? "" : Html.section("Unlike losses", settings.reason(), "");
    String none = "There is nothing to compare: no term on held-out samples is in all of them.";
    String body = pictures.isEmpty() ? Html.small(none) : Html.row(pictures);
    String numbers = alike ? totals() : terms(terms);
    String whole = reason + body + numbers + settings.table(names());
    return new View(Html.view("", whole, ""), toString());
  }

  private List<String> names() {
    return runs.stream().map(Run::name).toList();
  }

  private List<String> commonTerms() {
    return settings.commonTerms(
        runs.stream().map(run -> run.history().lastTerms().keySet()).toList());
  }

  private LineChart chart(String term, int width, int height) {
    long steps = runs.stream().mapToLong(run -> run.history().done()).max().orElse(1);
    boolean positive =
        runs.stream()
            .map(run -> run.history().heldOut(term))
            .allMatch(curve -> curve.isEmpty() || curve.least() > 0);
    boolean total = term.equals(LossTerms.TOTAL);
    String title = total ? "Loss on held-out samples" : LossTerms.title(term);
    String yName = total ? term : "held out";
    LineChart chart = LineChart.of(title, yName, width, height, positive, steps);
    for (int i = 0; i < runs.size(); i++) {
      chart.dots(runs.get(i).name(), runs.get(i).history().heldOut(term), i);
    }
    return chart;
  }

  /** A row a run. */
  private String totals() {
    List<Column> columns = new ArrayList<>(List.of(new Column("run", Cells.TEXT)));
    List.of("steps", "held out, best", "after step", "held out, last", "loss, smoothed")
        .forEach(header -> columns.add(new Column(header, Cells.NUMBERS)));
    columns.add(new Column("samples/s", Cells.NUMBERS));
    HtmlTable table = HtmlTable.of(columns);
    for (Run run : runs) {
      RunHistory history = run.history();
      List<String> row = new ArrayList<>();
      row.add(Html.escaped(Html.cut(run.name(), LONGEST)));
      row.add(run.steps());
      row.addAll(totals(history));
      row.add(run.speed());
      table.row(row);
    }
    return table.html();
  }

  /** A row a term: there are more of them than a page has room for beside one another. */
  private String terms(List<String> terms) {
    List<Column> columns = new ArrayList<>(List.of(new Column("held out, last", Cells.WORDS)));
    runs.forEach(run -> columns.add(new Column(Html.cut(run.name(), LONGEST), Cells.NUMBERS)));
    HtmlTable table = HtmlTable.of(columns);
    for (String term : terms) {
      table.row(row(term, run -> Html.format("%.4g", run.history().lastTerms().get(term))));
    }
    return table.row(row("steps", Run::steps)).row(row("samples/s", Run::speed)).html();
  }

  private List<String> row(String term, Function<Run, String> value) {
    List<String> row = new ArrayList<>(List.of(Html.escaped(LossTerms.title(term))));
    runs.forEach(run -> row.add(value.apply(run)));
    return row;
  }

  private static List<String> totals(RunHistory history) {
    Function<Curve.Point, String> value = point -> Html.format("%.4g", point.value());
    return List.of(
        history.bestHeldOut().map(value).orElse("none"),
        history.bestHeldOut().map(best -> Html.format("%,d", best.step())).orElse(""),
        history.lastHeldOut().map(value).orElse("none"),
        history.total().map(loss -> Html.format("%.4g", loss)).orElse("none"));
  }

  @Override
  public String toString() {
    return settings.alike() ? best() : settings.reason() + " " + lastOfCommonTerms();
  }

  private String lastOfCommonTerms() {
    List<String> words = new ArrayList<>();
    for (String term : commonTerms()) {
      List<String> values = new ArrayList<>();
      for (Run run : runs) {
        double last = run.history().lastTerms().get(term);
        values.add(Html.format("%s %.4g", Html.cut(run.name(), LONGEST), last));
      }
      words.add(LossTerms.title(term) + ": " + String.join(", ", values));
    }
    return words.isEmpty() ? "There is none." : String.join("; ", words) + ".";
  }

  private String best() {
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
