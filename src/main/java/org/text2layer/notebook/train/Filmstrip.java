package org.text2layer.notebook.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;
import org.text2layer.notebook.html.HtmlTable.Cells;
import org.text2layer.notebook.html.HtmlTable.Column;
import org.text2layer.train.run.RecordedRun;

/**
 * The same few samples at several previewed steps, the first and the last among them, beside the
 * input where there is one. A step's pictures are read once. For one thread.
 */
final class Filmstrip {
  /** So many steps are shown. */
  static final int MOST_STEPS = 8;

  private static final int MOST_SAMPLES = 4;
  private static final int SIDE = 72;

  private final RecordedRun run;
  private final Map<Long, List<String>> cells = new LinkedHashMap<>();

  Filmstrip(RecordedRun run) {
    this.run = run;
  }

  /** Evenly from all, with the first and the last. */
  static List<Long> chosen(List<Long> steps) {
    if (steps.size() <= MOST_STEPS) {
      return steps;
    }
    List<Long> chosen = new ArrayList<>();
    for (int i = 0; i < MOST_STEPS; i++) {
      chosen.add(steps.get(Math.round((float) i * (steps.size() - 1) / (MOST_STEPS - 1))));
    }
    return chosen;
  }

  /** The strip. */
  String html(List<Long> steps) {
    List<Long> shown = chosen(steps);
    PreviewView last = PreviewView.of(run, steps.get(steps.size() - 1));
    List<String> subjects = last.subjects().stream().limit(MOST_SAMPLES).toList();
    if (subjects.isEmpty()) {
      return "";
    }
    String result = PreviewName.result(last.kinds());
    boolean input = last.kinds().stream().anyMatch(PreviewName::isInput);
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("", Cells.LABELS));
    if (input) {
      columns.add(new Column("input", Cells.PICTURES));
    }
    shown.forEach(step -> columns.add(new Column(Html.format("step %,d", step), Cells.PICTURES)));
    HtmlTable table = HtmlTable.of(columns);
    cells.keySet().retainAll(shown);
    for (int row = 0; row < subjects.size(); row++) {
      List<String> line = new ArrayList<>();
      line.add(PreviewTable.label(last, subjects.get(row)));
      if (input) {
        line.add(cell(last, subjects.get(row), "picture"));
      }
      for (long step : shown) {
        line.add(cells.computeIfAbsent(step, key -> column(key, subjects, result)).get(row));
      }
      table.row(line);
    }
    return table.html();
  }

  private List<String> column(long step, List<String> subjects, String kind) {
    PreviewView preview = PreviewView.of(run, step);
    return subjects.stream().map(subject -> cell(preview, subject, kind)).toList();
  }

  private static String cell(PreviewView preview, String subject, String kind) {
    String alt = Html.format("%s of %s after step %d", kind, preview.name(subject), preview.step());
    return preview
        .picture(subject, kind)
        .map(picture -> PreviewTable.thumbnail(picture, alt, SIDE))
        .orElse("");
  }
}
