package org.text2layer.notebook;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.text2layer.data.build.BuildReport;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.ProgressMarkup;
import org.text2layer.notebook.html.VerdictColours;

/**
 * The build of a data set as one line: a bar, how many records are kept, dropped and failed, the
 * speed and the time left. What an earlier run made counts for neither of the last two. Likewise
 * the looking over its source. For one after the other.
 */
final class DatasetProgress {
  private static final long NANOS_BETWEEN_LINES = 200_000_000;
  private static final double NANOS = 1e9;
  private static final int WIDTH = 180;

  private final Supplier<LiveOutput> outputs;
  private final LongSupplier nanoTime;
  private LiveOutput output = view -> {};
  private long started;
  private long lastLine;

  DatasetProgress(Supplier<LiveOutput> outputs, LongSupplier nanoTime) {
    this.outputs = outputs;
    this.nanoTime = nanoTime;
  }

  void started(OptionalLong total) {
    output = outputs.get();
    started = nanoTime.getAsLong();
    show(BuildReport.nothing(total), "record 0" + of(total));
  }

  void progressed(BuildReport report) {
    if (nanoTime.getAsLong() - lastLine >= NANOS_BETWEEN_LINES) {
      show(report, running(report));
    }
  }

  void finished(BuildReport report) {
    show(report, ended(report));
  }

  void looked(long done, OptionalLong total) {
    if (done == 0) {
      output = outputs.get();
      started = nanoTime.getAsLong();
    }
    boolean ended = total.isPresent() && total.getAsLong() == done;
    if (done == 0 || ended || nanoTime.getAsLong() - lastLine >= NANOS_BETWEEN_LINES) {
      lastLine = nanoTime.getAsLong();
      String bar =
          total.isPresent()
              ? ProgressMarkup.bar((double) done / Math.max(1, total.getAsLong()))
              : "";
      output.show(Progress.line(bar, looked(done, total, lastLine - started)));
    }
  }

  /**
   * "looked at 128 of 331 records · 4.1 s left · 12.3 records/s", at the end "looked at 331 records
   * · 8.6 s · 38.5 records/s". True also where it stays the last word.
   */
  private static String looked(long done, OptionalLong total, long nanos) {
    boolean more = total.isPresent() && total.getAsLong() > done;
    String looked =
        more
            ? Html.format("looked at %,d of %s", done, Html.count(total.getAsLong(), "record"))
            : "looked at " + Html.count(done, "record");
    if (done == 0 || nanos <= 0) {
      return looked;
    }
    String time =
        more
            ? ProgressMarkup.duration((double) nanos / done * (total.getAsLong() - done)) + " left"
            : ProgressMarkup.duration(nanos);
    return looked + " · " + time + speed(done, nanos);
  }

  private void show(BuildReport report, String words) {
    lastLine = nanoTime.getAsLong();
    output.show(Progress.line(bar(report), words));
  }

  /**
   * "after record 128 of 200: 90 kept, 30 dropped, 8 failed · 4.1 s left · 12.3 records/s". True
   * also where it stays the last word.
   */
  private String running(BuildReport report) {
    long made = report.done() - report.found();
    long nanos = nanoTime.getAsLong() - started;
    String words = "after record " + report.done() + of(report.total()) + ": " + counts(report);
    if (made == 0 || nanos <= 0) {
      return words;
    }
    String left =
        report.total().isEmpty()
            ? ""
            : " · "
                + ProgressMarkup.duration(
                    (double) nanos / made * (report.total().getAsLong() - report.done()))
                + " left";
    return words + left + speed(made, nanos);
  }

  /** "200 records: 140 kept, 52 dropped, 8 failed · 16 s · 12.3 records/s", or where it stopped. */
  private String ended(BuildReport report) {
    long nanos = nanoTime.getAsLong() - started;
    String records =
        report.complete()
            ? Html.count(report.done(), "record")
            : "stopped after record " + report.done() + of(report.total());
    String earlier = report.found() == 0 ? "" : " · " + report.found() + " from an earlier run";
    String goOn = report.complete() ? "" : " · run it again to go on";
    return records
        + ": "
        + counts(report)
        + " · "
        + ProgressMarkup.duration(nanos)
        + speed(report.done() - report.found(), nanos)
        + earlier
        + goOn
        + report.warning().map(words -> ". " + words).orElse("");
  }

  private static String of(OptionalLong total) {
    return total.isPresent() ? " of " + total.getAsLong() : "";
  }

  private static String counts(BuildReport report) {
    return report.kept()
        + " kept, "
        + report.dropped()
        + " dropped, "
        + report.failed()
        + " failed";
  }

  private static String speed(long made, long nanos) {
    return made == 0 || nanos <= 0 ? "" : Html.format(" · %.1f records/s", made * NANOS / nanos);
  }

  /** Kept, dropped and failed in the colours that views of builds have; none without a total. */
  private static String bar(BuildReport report) {
    if (report.total().isEmpty()) {
      return "";
    }
    double total = Math.max(1, report.total().getAsLong());
    return Html.format(
        "<div style=\"display:flex;width:%dpx;height:8px;"
            + "background-color:rgba(128,128,128,0.25)\">%s%s%s</div>",
        WIDTH,
        part(report.kept() / total, VerdictColours.KEPT),
        part(report.dropped() / total, VerdictColours.dropped(0)),
        part(report.failed() / total, VerdictColours.FAILED));
  }

  private static String part(double share, String colour) {
    return Html.format(
        "<div style=\"width:%.1f%%;height:8px;background-color:%s\"></div>", 100 * share, colour);
  }
}
