package org.text2layer.notebook.html;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Words on a page as AWT draws them: measured, broken into lines. */
final class Words {
  /** For measuring. */
  private static final BufferedImage NOWHERE = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

  private static final float LINE = 1.35f;

  /**
   * How words look, inherited from outside to inside.
   *
   * @param opacity from 0 to 1, on white
   * @param broken whether they are broken where the width ends
   */
  record Look(float size, boolean bold, boolean fixedWidth, double opacity, boolean broken) {
    static Look page() {
      return new Look(13, false, false, 1, true);
    }

    /** As an element's style and tag change it. */
    Look of(Markup element) {
      String weight = element.style("font-weight");
      boolean heavy = List.of("b", "strong", "th").contains(element.tag());
      boolean code = List.of("pre", "code").contains(element.tag());
      String opaque = element.style("opacity");
      return new Look(
          element.pixels("font-size").map(Integer::floatValue).orElse(size),
          weight.equals("bold") || (weight.isEmpty() && (heavy || bold)),
          fixedWidth || code || element.style("font-family").equals("monospace"),
          opaque.isEmpty() ? opacity : opacity * Double.parseDouble(opaque),
          broken && !code && !element.style("white-space").equals("nowrap"));
    }

    Font font() {
      String family = fixedWidth ? Font.MONOSPACED : Font.SANS_SERIF;
      return new Font(family, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont(size);
    }

    Color colour() {
      int grey = (int) Math.round(255 - opacity * (255 - ChartStyle.INK.getRed()));
      return new Color(grey, grey, grey);
    }
  }

  /** Words of one look. */
  record Run(String text, Look look) {}

  private Words() {}

  /** Lines of at most this width; a word that is longer is broken itself. */
  static Box lines(List<Run> runs, int available) {
    List<Box> lines = new ArrayList<>();
    List<Box> line = new ArrayList<>();
    int width = 0;
    for (Run run : runs) {
      for (String word : pieces(run)) {
        boolean ends = word.equals("\n");
        Box box = ends ? Box.empty() : word(word, run.look);
        if (ends || (run.look.broken && !line.isEmpty() && width + box.width() > available)) {
          lines.add(lineOf(line, run.look));
          line = new ArrayList<>();
          width = 0;
          box = ends || word.isBlank() ? Box.empty() : box;
        }
        line.add(box);
        width += box.width();
      }
    }
    if (!line.isEmpty()) {
      lines.add(lineOf(line, runs.get(0).look));
    }
    return Box.column(lines);
  }

  private static Box lineOf(List<Box> words, Look look) {
    int height = Math.round(look.size * LINE);
    return Box.rows(words, Integer.MAX_VALUE, 0, 0, 1).within(0, height, 0, 1);
  }

  /** Words, the blanks between them, and ends of lines where they count. */
  private static List<String> pieces(Run run) {
    boolean kept = run.look.fixedWidth && !run.look.broken;
    String text = kept ? run.text : run.text.replaceAll("\\s+", " ");
    return List.of(text.split("(?<=\n)|(?=\n)|(?<= )|(?= )|(?<=[/_-])"));
  }

  private static Box word(String word, Look look) {
    Graphics2D measuring = NOWHERE.createGraphics();
    smooth(measuring);
    FontMetrics metrics = measuring.getFontMetrics(look.font());
    measuring.dispose();
    int height = Math.round(look.size * LINE);
    int rise = Math.round((height + metrics.getAscent() - metrics.getDescent()) / 2f);
    return new Box(
        metrics.stringWidth(word),
        height,
        (graphics, x, y) -> {
          graphics.setFont(look.font());
          graphics.setColor(look.colour());
          graphics.drawString(word, x, y + rise);
        });
  }

  /** As screens show letters and scaled pictures. */
  static void smooth(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
  }
}
