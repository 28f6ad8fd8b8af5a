package org.text2layer.notebook.html;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  private static final String SMALL = "font-size:12px;line-height:1.4;opacity:0.9";

  /** A screen may have two pixels for one of the page's. */
  private static final int DENSITY = 2;

  private static final int LONGEST_WORD = 16;
  private static final int GAP = 12;

  /** What JupyterLab leaves an output on a laptop's screen, in pixels. */
  private static final int PAGE = 1_000;

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
   * At most so many characters of a text from outside, not escaped yet; whole words, unless they
   * are so long that less than half would be left, and never half of a pair of surrogates.
   *
   * @param most at least 2
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    int word = text.lastIndexOf(' ', end);
    return 2 * word < most
        ? text.substring(0, end) + "…"
        : text.substring(0, word).replaceFirst("[ ,;:]+$", "") + "…";
  }

  /** Formatted as in English, whatever the machine speaks. */
  public static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  /** "1 record", "1,200 records". */
  public static String count(long number, String noun) {
    return count(number, noun, noun + "s");
  }

  /** "1 entry", "1,200 entries". */
  public static String count(long number, String one, String many) {
    return format("%,d %s", number, number == 1 ? one : many);
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

  /** An opaque picture of AWT, in a thin frame. */
  public static String picture(BufferedImage shown, String description, int width) {
    return format(
        "<img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\""
            + " style=\"display:block;max-width:none;border-radius:3px;border:%s\">",
        PictureData.uri(shown),
        escaped(description),
        width,
        height(shown, width),
        LINE); // or a white or black one has no edge on a page of its colour
  }

  private static int height(BufferedImage shown, int width) {
    return Math.max(1, Math.round((float) width * shown.getHeight() / shown.getWidth()));
  }

  /** A drawing of AWT, as a chart, which a narrow page shows smaller. */
  public static String chart(BufferedImage drawn, String description, int width) {
    return format(
        "<img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\""
            + " style=\"display:block;max-width:100%%;height:auto;border-radius:3px\">",
        PictureData.uri(drawn), escaped(description), width, height(drawn, width));
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

  /** A picture with lines of words below it, broken to its width. */
  public static String captioned(String picture, int width, String... lines) {
    StringBuilder words = new StringBuilder();
    for (String line : lines) {
      words.append("<div>").append(breakable(line)).append("</div>");
    }
    return format(
        "<div style=\"width:%dpx\">%s<div style=\"%s;margin-top:1px\">%s</div></div>",
        width + 2, picture, SMALL, words);
  }

  /**
   * Text from outside, escaped, with places where a long name may be broken: after / _ - . (not in
   * a number) and within what has none. An untrusted page drops the style that would do it.
   */
  public static String breakable(String text) {
    StringBuilder broken = new StringBuilder();
    int whole = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      String letter = Character.toString(text.codePointAt(i));
      broken.append(escaped(letter));
      whole = letter.isBlank() ? 0 : whole + 1;
      boolean inNumber =
          letter.equals(".") && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
      if (("/_-.".contains(letter) && !inNumber) || whole == LONGEST_WORD) {
        broken.append("<wbr>");
        whole = 0;
      }
    }
    return broken.toString();
  }

  /** Side by side, and below each other where the page is too narrow. */
  public static String row(Collection<String> items) {
    return row(items, GAP, "flex-end");
  }

  /**
   * Rows of equal length with items of one width, so that none stands alone in the last row.
   *
   * @param width of an item, in the page's pixels
   * @param together so many items stay side by side, as pairs do
   */
  public static String rows(List<String> items, int width, int together) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < items.size(); i += together) {
      List<String> group = items.subList(i, Math.min(items.size(), i + together));
      groups.add(
          together == 1
              ? group.get(0)
              : "<div style=\"display:flex;align-items:flex-end;gap:"
                  + GAP
                  + "px\">"
                  + String.join("", group)
                  + "</div>");
    }
    int space = together * (width + 2 + GAP);
    int most = Math.max(1, PAGE / space);
    int rows = (groups.size() + most - 1) / most;
    int each = rows == 0 ? 1 : (groups.size() + rows - 1) / rows;
    return "<div style=\"max-width:" + each * space + "px\">" + row(groups) + "</div>";
  }

  /** The same, with tops in one line. */
  public static String topRow(Collection<String> items) {
    return row(items, GAP, "flex-start");
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
