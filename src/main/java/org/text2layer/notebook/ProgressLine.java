package org.text2layer.notebook;

import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.ProgressMarkup;

/**
 * What a progress line says.
 *
 * @param done completed steps
 * @param total all steps, at least 1
 * @param nanos time since the start
 */
record ProgressLine(int done, int total, long nanos) {
  private static final double NANOS = 1e9;

  /**
   * "after step 9 of 20: 3.8 s left · 2.9 it/s". True also where it stays the last word, as when
   * the process was killed.
   */
  String running() {
    if (done == 0 || nanos <= 0) {
      return "step " + done + " of " + total;
    }
    String left = ProgressMarkup.duration(nanos / (double) done * (total - done));
    return "after step " + done + " of " + total + ": " + left + " left · " + speed();
  }

  /** "20 steps in 7.1 s · 2.8 it/s", "8 pictures in 40 s · 5.0 s each". */
  String finished(int pictures) {
    String time = " in " + ProgressMarkup.duration(nanos);
    if (pictures > 1) {
      String each = ProgressMarkup.duration((double) nanos / pictures);
      return Html.count(pictures, "picture") + time + " · " + each + " each";
    }
    return Html.count(total, "step") + time + (nanos > 0 ? " · " + speed() : "");
  }

  /** "stopped after step 9 of 20, 3.1 s". */
  String stopped() {
    return "stopped after step " + done + " of " + total + ", " + ProgressMarkup.duration(nanos);
  }

  String bar() {
    return ProgressMarkup.bar((double) done / total);
  }

  private String speed() {
    double perSecond = done * NANOS / nanos;
    return perSecond >= 1 || perSecond == 0
        ? Html.format("%.1f it/s", perSecond)
        : Html.format("%.1f s/it", 1 / perSecond);
  }
}
