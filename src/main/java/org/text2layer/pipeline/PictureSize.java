package org.text2layer.pipeline;

/**
 * How large a picture is, in pixels.
 *
 * @param width 1 to 16,384
 * @param height 1 to 16,384
 */
public record PictureSize(int width, int height) {
  private static final int MOST = 1 << 14;

  /** Checks both. */
  public PictureSize {
    if (width < 1 || width > MOST || height < 1 || height > MOST) {
      throw new IllegalArgumentException(
          "Expected a width and height of 1 to %s pixels but came %s: correct them."
              .formatted(MOST, text(width, height)));
    }
  }

  /** As wide as high. */
  public static PictureSize square(int side) {
    return new PictureSize(side, side);
  }

  /**
   * Checks that networks can halve it as often as they do.
   *
   * @param multiple that both sides have to be of
   * @throws IllegalArgumentException if one is not
   */
  public void requireMultiple(int multiple) {
    if (width % multiple != 0 || height % multiple != 0) {
      throw new IllegalArgumentException(
          "Expected a width and height that are multiples of %s but came %s: take %s or the like."
              .formatted(
                  multiple, this, text(rounded(width, multiple), rounded(height, multiple))));
    }
  }

  private static int rounded(int side, int multiple) {
    return Math.max(1, Math.round((float) side / multiple)) * multiple;
  }

  private static String text(int width, int height) {
    return width + "x" + height;
  }

  /** "768x512", the width first. */
  @Override
  public String toString() {
    return text(width, height);
  }
}
