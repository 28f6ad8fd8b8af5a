package org.text2layer.notebook.sample;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.notebook.View;
import org.text2layer.notebook.Viewable;
import org.text2layer.notebook.html.Html;

/**
 * Samples with their layers side by side, one below the other: the picture, the mask over it, the
 * foreground on a checkerboard, the background, the caption and the scores. Immutable.
 */
public final class SampleSheet implements Viewable {
  private static final int MOST = 24;

  private final List<SampleRow> rows;
  private final String numbers;
  private final String title;

  private SampleSheet(List<SampleRow> rows, String numbers, String title) {
    this.rows = List.copyOf(rows);
    this.numbers = numbers;
    this.title = title;
  }

  /** Samples numbered from 1; the first 24 are shown. */
  public static SampleSheet of(List<LayeredSample> samples) {
    List<SampleRow> rows = new ArrayList<>();
    for (LayeredSample sample : samples) {
      rows.add(SampleRow.of(Integer.toString(rows.size() + 1), sample, List.of()));
    }
    return new SampleSheet(rows, "no.", "");
  }

  /** Samples of shards with their scores, by the numbers of their records. */
  public static SampleSheet ofStored(List<StoredSample> samples) {
    return new SampleSheet(samples.stream().map(SampleRow::of).toList(), "record", "");
  }

  /** The same with words above. */
  public SampleSheet titled(String newTitle) {
    return new SampleSheet(rows, numbers, newTitle);
  }

  @Override
  public View view() {
    if (rows.isEmpty()) {
      return new View(Html.view(title, "", "no samples"), toString());
    }
    List<SampleRow> shown = rows.subList(0, Math.min(MOST, rows.size()));
    String left =
        shown.size() == rows.size()
            ? ""
            : " The first " + shown.size() + " of " + Html.count(rows.size(), "sample") + " shown.";
    String heading = title.isEmpty() || left.isEmpty() ? title : title + "." + left;
    String below = heading.equals(title) ? SampleRow.LEGEND + left : SampleRow.LEGEND;
    return new View(Html.view(heading, SampleRow.table(numbers, shown), below), toString());
  }

  @Override
  public String toString() {
    return Html.count(rows.size(), "sample") + (title.isEmpty() ? "" : ": " + title);
  }
}
