package org.text2layer.notebook;

import org.text2layer.notebook.html.Html;

/**
 * What a progress line says.
 *
 * @param done completed steps
 * @param total all steps, at least 1
 * @param nanos time since the start
 */
record ProgressLine(int done, int total, long nanos) {
  private static final double NANOS = 1e9;
  private static final int MINUTE = 60;

  /**
   * "after step 9 of 20: 3.8 s left · 2.9 it/s". True also where it stays the last word: a kernel
   * closes the output of a cell that is interrupted before the generation notices.
   */
  String running() {
    if (done == 0 || nanos <= 0) {
      return "step " + done + " of " + total;
    }
    String left = duration(nanos / (double) done * (total - done));
    return "after step " + done + " of " + total + ": " + left + " left · " + speed();
  }

  /** "20 steps in 7.1 s · 2.8 it/s". */
  String finished() {
    String steps = total == 1 ? "1 step" : total + " steps";
    return steps + " in " + duration(nanos) + (nanos > 0 ? " · " + speed() : "");
  }

  /** "stopped after step 9 of 20, 3.1 s". */
  String stopped() {
    return "stopped after step " + done + " of " + total + ", " + duration(nanos);
  }

  String bar() {
    return Html.format(
        "<div style=\"width:180px;height:8px;background-color:rgba(128,128,128,0.25)\">"
            + "<div style=\"width:%.1f%%;height:8px;background-color:#4c78a8\"></div></div>",
        100.0 * done / total);
  }

  private String speed() {
    double perSecond = done * NANOS / nanos;
    return perSecond >= 1 || perSecond == 0
        ? Html.format("%.1f it/s", perSecond)
        : Html.format("%.1f s/it", 1 / perSecond);
  }

  /** "3.8 s", "2 min 05 s". */
  static String duration(double nanos) {
    double seconds = nanos / NANOS;
    if (seconds < MINUTE) {
      return Html.format(seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    long whole = Math.round(seconds);
    return Html.format("%d min %02d s", whole / MINUTE, whole % MINUTE);
  }
}
