package org.text2layer.notebook.html;

/** What lines of progress are made of. */
public final class ProgressMarkup {
  private static final double NANOS = 1e9;
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int WIDTH = 180;

  private ProgressMarkup() {}

  /** Pictures and bars, and words to the right. */
  public static String line(String markup, String words) {
    return "<div style=\"display:flex;flex-wrap:wrap;align-items:center;gap:8px;padding:4px 0;"
        + "font-family:sans-serif;font-size:12px\">"
        + markup
        + "<span>"
        + Html.escaped(words)
        + "</span></div>";
  }

  /** A bar that is filled up to a share, 0 to 1. */
  public static String bar(double share) {
    return Html.format(
        "<div style=\"width:%dpx;height:8px;background-color:rgba(128,128,128,0.25)\">"
            + "<div style=\"width:%.1f%%;height:8px;background-color:#4c78a8\"></div></div>",
        WIDTH, 100 * share);
  }

  /** "3.8 s", "2 min 05 s", "3 h 04 min". */
  public static String duration(double nanos) {
    double seconds = nanos / NANOS;
    if (seconds < MINUTE) {
      return Html.format(seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < HOUR
        ? Html.format("%d min %02d s", whole / MINUTE, whole % MINUTE)
        : Html.format("%d h %02d min", whole / HOUR, whole % HOUR / MINUTE);
  }
}
