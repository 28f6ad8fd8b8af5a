package org.text2layer.notebook.html;

import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.Locale;
import org.text2layer.image.Picture;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbaImage;

/**
 * The few forms of markup that all views are made of. Colours come from the page (light or dark),
 * only greys that show on both are set.
 */
public final class Html {
  /** A line that shows on light and dark pages. */
  public static final String LINE = "1px solid rgba(128,128,128,0.35)";

  private static final String SMALL = "font-size:11px;line-height:1.4;opacity:0.7";

  /** A screen may have two pixels for one of the page's. */
  private static final int DENSITY = 2;

  private Html() {}

  /** Text from outside, harmless in elements and in quoted attributes. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        // A kernel's message is JSON and a saved notebook too: control characters show as nothing.
        default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return escaped.toString();
  }

  /**
   * At most so many characters of a text from outside, not escaped yet; never half of a pair of
   * surrogates.
   *
   * @param most at least 2
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** Formatted as in English, whatever the machine speaks. */
  public static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  /** "1 record", "1,200 records". */
  public static String count(long number, String noun) {
    return format("%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /**
   * A picture, transparency shown as a checkerboard.
   *
   * @param description for those who do not see it; escaped here
   * @param width in the page's pixels
   */
  public static String picture(Picture picture, String description, int width) {
    BufferedImage shown =
        picture instanceof RgbaImage cutOut
            ? Checkerboard.behind(cutOut)
            : picture.toBufferedImage();
    return picture(shown, description, width);
  }

  /** An opaque picture of AWT. */
  public static String picture(BufferedImage shown, String description, int width) {
    int height = Math.max(1, Math.round((float) width * shown.getHeight() / shown.getWidth()));
    return format(
        "<img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\""
            + " style=\"display:block;max-width:none;border-radius:3px\">",
        PictureData.uri(shown),
        escaped(description),
        width,
        height);
  }

  /**
   * A picture within a square, with not more pixels than a screen shows: they would only make the
   * notebook heavy.
   *
   * @param side of the square, in the page's pixels
   */
  public static String thumbnail(Picture picture, String description, int side) {
    double longer = Math.max(picture.width(), picture.height());
    int width = Math.max(1, (int) Math.round(side * picture.width() / longer));
    return picture(fitted(picture, side), description, width);
  }

  /** The pixels of a thumbnail. */
  public static Picture fitted(Picture picture, int side) {
    int longer = Math.max(picture.width(), picture.height());
    int most = DENSITY * side;
    if (longer <= most) {
      return picture;
    }
    int width = Math.max(1, Math.round((float) most * picture.width() / longer));
    int height = Math.max(1, Math.round((float) most * picture.height() / longer));
    return picture.resized(width, height, Resampling.BICUBIC);
  }

  /** A picture with words above it. */
  public static String labelled(String label, String picture, int width) {
    return format(
        "<div style=\"width:%dpx\"><div style=\"%s;margin-bottom:3px\">%s</div>%s</div>",
        width, SMALL, escaped(label), picture);
  }

  /** A picture in a thin frame with lines of words below it, broken to its width. */
  public static String captioned(String picture, int width, String... lines) {
    StringBuilder words = new StringBuilder();
    for (String line : lines) {
      words.append("<div>").append(escaped(line)).append("</div>");
    }
    return format(
        "<div style=\"width:%dpx\"><div style=\"display:inline-block;vertical-align:top;border:%s;"
            + "border-radius:4px\">%s</div>"
            + "<div style=\"%s;margin-top:1px;overflow-wrap:anywhere\">%s</div></div>",
        width + 2, LINE, picture, SMALL, words);
  }

  /** Side by side, and below each other where the page is too narrow. */
  public static String row(Collection<String> items) {
    return row(items, 12, "flex-end");
  }

  /** The same, with tops in one line. */
  public static String topRow(Collection<String> items) {
    return row(items, 12, "flex-start");
  }

  /** Sections side by side where the page is wide enough. */
  public static String sections(Collection<String> sections) {
    return row(sections, 28, "flex-start");
  }

  private static String row(Collection<String> items, int gap, String alignment) {
    return "<div style=\"display:flex;flex-wrap:wrap;column-gap:"
        + gap
        + "px;row-gap:12px;align-items:"
        + alignment
        + "\">"
        + String.join("", items)
        + "</div>";
  }

  /** A part of a view: a heading, a remark beside it, and markup. */
  public static String section(String heading, String remark, String body) {
    return "<div style=\"margin-top:14px\"><div style=\"margin-bottom:6px\">"
        + "<span style=\"font-size:13px;font-weight:bold\">"
        + escaped(heading)
        + "</span>"
        + (remark.isEmpty() ? "" : " <span style=\"font-size:12px\">" + escaped(remark) + "</span>")
        + "</div>"
        + body
        + "</div>";
  }

  /** Small print. */
  public static String small(String words) {
    return "<div style=\"" + SMALL + ";margin-top:6px\">" + escaped(words) + "</div>";
  }

  /** A view: what it shows, and small print below. */
  public static String view(String title, String body, String smallPrint) {
    String heading =
        title.isEmpty()
            ? ""
            : "<div style=\"font-size:14px;margin-bottom:6px\">" + escaped(title) + "</div>";
    return "<div style=\"font-family:sans-serif;padding:4px 0\">"
        + heading
        + body
        + (smallPrint.isEmpty() ? "" : small(smallPrint))
        + "</div>";
  }
}
