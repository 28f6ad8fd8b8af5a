package org.text2layer.notebook;

import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.text2layer.image.Picture;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbaImage;

/**
 * The few forms of markup that all views are made of. Colours come from the page (light or dark),
 * only greys that show on both are set.
 */
final class Html {
  private static final String SMALL = "font-size:11px;line-height:1.4;opacity:0.7";

  private Html() {}

  /** Text from outside, harmless in elements and in quoted attributes. */
  static String escaped(String text) {
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

  /** Formatted as in English, whatever the machine speaks. */
  static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  /**
   * A picture, transparency shown as a checkerboard.
   *
   * @param description for those who do not see it; escaped here
   * @param width in the page's pixels
   */
  static String picture(Picture picture, String description, int width) {
    BufferedImage shown =
        picture instanceof RgbaImage cutOut
            ? Checkerboard.behind(cutOut)
            : picture.toBufferedImage();
    return picture(shown, description, width);
  }

  /** An opaque picture of AWT. */
  static String picture(BufferedImage shown, String description, int width) {
    int height = Math.max(1, Math.round((float) width * shown.getHeight() / shown.getWidth()));
    return format(
        "<img src=\"data:image/png;base64,%s\" alt=\"%s\" width=\"%d\" height=\"%d\""
            + " style=\"display:block;max-width:none;border-radius:3px\">",
        Base64.getEncoder().encodeToString(PngWriter.encode(shown, Map.of())),
        escaped(description),
        width,
        height);
  }

  /** A picture with words above it. */
  static String labelled(String label, String picture, int width) {
    return format(
        "<div style=\"width:%dpx\"><div style=\"%s;margin-bottom:3px\">%s</div>%s</div>",
        width, SMALL, escaped(label), picture);
  }

  /** Side by side, and below each other where the page is too narrow. */
  static String row(Collection<String> items) {
    return "<div style=\"display:flex;flex-wrap:wrap;gap:12px;align-items:flex-end\">"
        + String.join("", items)
        + "</div>";
  }

  /** A view: what it shows, and small print below. */
  static String view(String title, String body, String smallPrint) {
    String heading =
        title.isEmpty()
            ? ""
            : "<div style=\"font-size:14px;margin-bottom:6px\">" + escaped(title) + "</div>";
    String foot =
        smallPrint.isEmpty()
            ? ""
            : "<div style=\"" + SMALL + ";margin-top:6px\">" + escaped(smallPrint) + "</div>";
    return "<div style=\"font-family:sans-serif;padding:4px 0\">"
        + heading
        + body
        + foot
        + "</div>";
  }
}
