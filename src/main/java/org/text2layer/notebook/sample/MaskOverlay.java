package org.text2layer.notebook.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

/**
 * A mask laid over its picture: what it covers keeps its colours, the rest is darkened and tinted
 * blue in proportion to 1 − m, and a line runs where m is 0.5. The line is light within dark, so
 * that it shows on light and dark pictures, and to those who do not tell red from green.
 */
public final class MaskOverlay {
  private static final float LEVEL = 0.5f;
  private static final float[] TINT = {0.10f, 0.20f, 0.55f};
  private static final float STRENGTH = 0.62f;
  private static final Color LINE = new Color(0xffe14d);
  private static final Color EDGE = new Color(0x101010);

  /** Widths in fractions of the longer side: lines look alike at every size. */
  private static final double LINE_WIDTH = 0.0075;

  private static final double EDGE_WIDTH = 0.017;

  private MaskOverlay() {}

  /**
   * The overlay at the picture's own size.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static RgbImage of(RgbImage picture, Mask mask) {
    return of(picture, mask, Math.max(picture.width(), picture.height()));
  }

  /**
   * The overlay at another size, at which the line is drawn sharp.
   *
   * @param side the longer side in pixels, at least 1
   * @throws IllegalArgumentException if the sizes of picture and mask differ
   */
  public static RgbImage of(RgbImage picture, Mask mask, int side) {
    if (mask.width() != picture.width() || mask.height() != picture.height()) {
      throw new IllegalArgumentException(
          "Expected a mask of the picture's size %sx%s but it is %sx%s: resize it first."
              .formatted(picture.width(), picture.height(), mask.width(), mask.height()));
    }
    double scale = (double) side / Math.max(picture.width(), picture.height());
    int width = Math.max(1, (int) Math.round(scale * picture.width()));
    int height = Math.max(1, (int) Math.round(scale * picture.height()));
    Mask m = mask.resized(width, height, Resampling.BILINEAR);
    BufferedImage drawn =
        tinted(picture.resized(width, height, Resampling.BICUBIC), m).toBufferedImage();
    draw(m, drawn, side);
    return RgbImage.from(drawn);
  }

  private static RgbImage tinted(RgbImage picture, Mask mask) {
    float[] rgb = picture.toArray();
    float[] m = mask.toArray();
    for (int i = 0; i < rgb.length; i++) {
      float tint = STRENGTH * (1 - m[i / 3]);
      rgb[i] = (1 - tint) * rgb[i] + tint * TINT[i % 3];
    }
    return RgbImage.clamped(picture.width(), picture.height(), rgb);
  }

  private static void draw(Mask mask, BufferedImage onto, int side) {
    Path2D line = new Path2D.Double();
    for (Contour.Segment segment : Contour.of(mask, LEVEL)) {
      line.moveTo(segment.from().x(), segment.from().y());
      line.lineTo(segment.to().x(), segment.to().y());
    }
    Graphics2D graphics = onto.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    stroke(graphics, EDGE, EDGE_WIDTH * side, line);
    stroke(graphics, LINE, Math.max(1, LINE_WIDTH * side), line);
    graphics.dispose();
  }

  private static void stroke(Graphics2D graphics, Color colour, double width, Path2D line) {
    graphics.setColor(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(line);
  }
}
