package org.text2layer.image;

import java.awt.image.BufferedImage;
import java.util.Objects;
import org.text2layer.image.format.AwtSamples;

/**
 * A colour picture: red, green and blue in [0, 1], as display values (sRGB as it is in files, not
 * linear light). Immutable, hence safe for use by many threads.
 */
public final class RgbImage extends Pixels implements Picture {
  /** Keeps {@code rgb} without a copy, see {@link Pixels}. */
  RgbImage(int width, int height, float[] rgb) {
    super(width, height, 3, rgb);
  }

  /**
   * Copies {@code rgb}.
   *
   * @param rgb rows from top to bottom, each pixel as red, green, blue: 3 · width · height values
   * @throws IllegalArgumentException if the length does not fit, or a value is outside [0, 1] or
   *     NaN; the message names its index
   */
  public static RgbImage of(int width, int height, float[] rgb) {
    return new RgbImage(width, height, checked(width, height, 3, rgb));
  }

  /**
   * Copies {@code rgb} and moves values outside [0, 1] to the nearer end, as for a model's output.
   *
   * @throws IllegalArgumentException if the length does not fit, or a value is NaN
   */
  public static RgbImage clamped(int width, int height, float[] rgb) {
    return new RgbImage(width, height, clamped(width, height, 3, rgb));
  }

  /**
   * One colour everywhere.
   *
   * @throws IllegalArgumentException if a value is outside [0, 1]
   */
  public static RgbImage filled(int width, int height, float red, float green, float blue) {
    return new RgbImage(width, height, Pixels.filled(width, height, red, green, blue));
  }

  /**
   * The pixels of an opaque AWT picture of any type; colour profiles are ignored, as Pillow does.
   *
   * @throws IllegalArgumentException if some pixel is not opaque: take {@link RgbaImage#from},
   *     which keeps the transparency
   */
  public static RgbImage from(BufferedImage picture) {
    return opaque(picture, "the picture", "RgbaImage.from(...)");
  }

  /** Refused, with a hint what to use instead, if that would lose some transparency. */
  static RgbImage opaque(BufferedImage picture, String name, String instead) {
    if (picture.getColorModel().hasAlpha()) {
      return RgbaImage.from(picture).opaqueColour(name, instead);
    }
    checkSize(picture.getWidth(), picture.getHeight(), 3);
    float[] rgb = AwtSamples.colours(picture);
    return new RgbImage(picture.getWidth(), picture.getHeight(), rgb);
  }

  /**
   * One value in [0, 1].
   *
   * @param channel 0 red, 1 green, 2 blue
   * @throws IndexOutOfBoundsException if the pixel or the channel does not exist
   */
  public float value(int x, int y, int channel) {
    return at(x, y, channel);
  }

  /**
   * Writes all reds, then all greens, then all blues, each in rows from top to bottom.
   *
   * @param into what takes the 3 · width · height values, from {@code at} on
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void copyPlanes(float[] into, int at) {
    float[] rgb = shared();
    Objects.checkFromIndexSize(at, rgb.length, into.length);
    int plane = rgb.length / 3;
    for (int i = 0; i < plane; i++) {
      into[at + i] = rgb[3 * i];
      into[at + plane + i] = rgb[3 * i + 1];
      into[at + 2 * plane + i] = rgb[3 * i + 2];
    }
  }

  @Override
  public RgbImage resized(int width, int height, Resampling filter) {
    return new RgbImage(width, height, resample(width, height, filter));
  }

  /**
   * The part of the given size whose upper left pixel is (x, y).
   *
   * @throws IllegalArgumentException if it reaches over an edge
   */
  public RgbImage crop(int x, int y, int width, int height) {
    return new RgbImage(width, height, part(x, y, width, height));
  }

  /**
   * As large as needed to cover a frame, and cut off evenly where it is longer: what another
   * picture needs to become a {@linkplain LayeredImage#over backdrop}.
   *
   * @throws IllegalArgumentException if the frame is empty or does not fit into one array
   */
  public RgbImage covering(int width, int height, Resampling filter) {
    Pixels.checkSize(width, height, 3);
    double scale = Math.min((double) width() / width, (double) height() / height);
    int partWidth = Math.max(1, Math.min(width(), (int) Math.round(scale * width)));
    int partHeight = Math.max(1, Math.min(height(), (int) Math.round(scale * height)));
    return crop((width() - partWidth) / 2, (height() - partHeight) / 2, partWidth, partHeight)
        .resized(width, height, filter);
  }

  /**
   * Other hues, saturations and brightnesses, in the HSV hexcone; results are clipped to it.
   *
   * @param hueDegrees added to each hue: 120 makes red green, green blue and blue red
   * @param saturation factor of at least 0: 0 makes it grey, 1 keeps it
   * @param brightness factor of at least 0: 0 makes it black, 1 keeps it
   * @throws IllegalArgumentException if a number is not finite or a factor is negative
   */
  public RgbImage recoloured(double hueDegrees, double saturation, double brightness) {
    Recolouring recolouring = new Recolouring(hueDegrees, saturation, brightness);
    return new RgbImage(width(), height(), recolouring.apply(shared()));
  }

  /**
   * Multiplied by one colour, as seen through a filter of it.
   *
   * @throws IllegalArgumentException if a factor is outside [0, 1]
   */
  public RgbImage tinted(double red, double green, double blue) {
    float[] tint = filled(1, 1, (float) red, (float) green, (float) blue).shared();
    float[] rgb = toArray();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] *= tint[i % 3];
    }
    return new RgbImage(width(), height(), rgb);
  }

  /**
   * What a mask shows of it: black where the mask is not above a limit.
   *
   * @param mask of the same size
   * @throws IllegalArgumentException if the sizes differ
   */
  public RgbImage where(Mask mask, float limit) {
    if (mask.width() != width() || mask.height() != height()) {
      throw new IllegalArgumentException(
          "Expected a mask of the picture's size %sx%s but it is %sx%s: resize it first."
              .formatted(width(), height(), mask.width(), mask.height()));
    }
    float[] rgb = toArray();
    float[] shown = mask.toArray();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = shown[i / 3] > limit ? rgb[i] : 0;
    }
    return new RgbImage(width(), height(), rgb);
  }

  /** Left and right exchanged. */
  public RgbImage mirrored() {
    return new RgbImage(width(), height(), mirror());
  }

  /** {@inheritDoc} Its type is {@link BufferedImage#TYPE_INT_RGB}. */
  @Override
  public BufferedImage toBufferedImage() {
    float[] rgb = shared();
    int[] packed = new int[width() * height()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] =
          Pixels.level(rgb[3 * i]) << 16
              | Pixels.level(rgb[3 * i + 1]) << 8
              | Pixels.level(rgb[3 * i + 2]);
    }
    BufferedImage picture = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
    picture.getRaster().setDataElements(0, 0, width(), height(), packed);
    return picture;
  }
}
