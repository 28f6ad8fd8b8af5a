package org.text2layer.metrics.generated;

import java.util.HashSet;
import java.util.Set;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * What a person meant by a picture that is a mask, whatever editor wrote it:
 *
 * <ol>
 *   <li>where some pixel is not opaque, alpha is the mask: a cut-out, or strokes on an empty layer
 *   <li>of two colours, one of them black, the other one is the object: a mask painted in red,
 *       labels 0 and 1, a palette
 *   <li>else grey levels are the mask, white the object
 * </ol>
 *
 * Refused, since nobody can tell: black and white that is transparent in parts, and other colours.
 */
public final class EditorMask {
  /** Levels that colour management moves grey by. */
  private static final float GREY_TOLERANCE = 8 / 255f;

  private static final float HALF = 0.5f;
  private static final int BLACK = 0;

  private EditorMask() {}

  /**
   * The mask.
   *
   * @param name of the file, for messages
   * @throws IllegalArgumentException if the picture can be read in more than one way
   */
  public static Mask of(RgbaImage picture, String name) {
    Mask alpha = picture.alpha();
    boolean opaque = alpha.equals(Mask.filled(alpha.width(), alpha.height(), 1));
    return opaque ? ofOpaque(picture.colour(), name) : ofAlpha(picture, name);
  }

  private static Mask ofAlpha(RgbaImage picture, String name) {
    float[] rgb = picture.colour().toArray();
    float[] alpha = picture.alpha().toArray();
    boolean black = false;
    boolean white = false;
    boolean other = false;
    for (int i = 0; i < rgb.length; i++) {
      if (alpha[i / 3] > HALF) {
        black |= rgb[i] == 0;
        white |= rgb[i] == 1;
        other |= rgb[i] != 0 && rgb[i] != 1 || rgb[i] != rgb[i - i % 3];
      }
    }
    if (black && white && !other) {
      throw new IllegalArgumentException(
          "Expected a mask as alpha or as grey levels but %s is transparent in parts and black and white in others: save it without transparency."
              .formatted(name));
    }
    return picture.alpha();
  }

  private static Mask ofOpaque(RgbImage picture, String name) {
    float[] rgb = picture.toArray();
    float[] values = new float[rgb.length / 3];
    boolean hard = isBlackAndOneColour(rgb);
    for (int i = 0; i < values.length; i++) {
      float red = rgb[3 * i];
      float green = rgb[3 * i + 1];
      float blue = rgb[3 * i + 2];
      float most = Math.max(red, Math.max(green, blue));
      if (hard) {
        values[i] = most > 0 ? 1 : 0;
        continue;
      }
      if (most - Math.min(red, Math.min(green, blue)) > GREY_TOLERANCE) {
        throw new IllegalArgumentException(
            "Expected a mask in grey levels but pixel (%s, %s) of %s is coloured: paint the object white on black, or save a cut-out."
                .formatted(i % picture.width(), i / picture.width(), name));
      }
      values[i] = (red + green + blue) / 3;
    }
    return Mask.clamped(picture.width(), picture.height(), values);
  }

  private static boolean isBlackAndOneColour(float[] rgb) {
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < rgb.length && colours.size() < 3; i += 3) {
      colours.add(colour(rgb, i));
    }
    return colours.size() == 2 && colours.contains(BLACK);
  }

  /** 10 bits a channel tell what 8 bits hold apart, and black from the lowest of 8 bits. */
  private static int colour(float[] rgb, int at) {
    int red = (int) Math.ceil(1023 * rgb[at]);
    int green = (int) Math.ceil(1023 * rgb[at + 1]);
    int blue = (int) Math.ceil(1023 * rgb[at + 2]);
    return red << 20 | green << 10 | blue;
  }
}
