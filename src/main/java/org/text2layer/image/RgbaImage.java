package org.text2layer.image;

import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;
import org.text2layer.image.format.AwtSamples;
import org.text2layer.image.format.BoxReduction;

/**
 * A cut-out: colours with an alpha channel, straight (not premultiplied), all in [0, 1]. Immutable,
 * hence safe for use by many threads.
 */
public final class RgbaImage implements Picture {
  private final RgbImage colour;
  private final Mask alpha;

  private RgbaImage(RgbImage colour, Mask alpha) {
    this.colour = colour;
    this.alpha = alpha;
  }

  /**
   * Joins colours and alpha.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  public static RgbaImage of(RgbImage colour, Mask alpha) {
    Objects.requireNonNull(colour, "colour");
    Pixels.checkSameSize("alpha", alpha, colour.width(), colour.height());
    return new RgbaImage(colour, alpha);
  }

  /**
   * The pixels of an AWT picture of any type, with up to 16 bits a channel; alpha is 1 if it has
   * none. Colour profiles are ignored, as Pillow does.
   */
  public static RgbaImage from(BufferedImage picture) {
    Pixels.checkSize(picture.getWidth(), picture.getHeight(), 3);
    float[] rgb = AwtSamples.colours(picture);
    return joined(picture.getWidth(), picture.getHeight(), rgb, AwtSamples.alpha(picture));
  }

  /** The same, so many times smaller. */
  static RgbaImage reduced(BufferedImage picture, int factor) {
    BoxReduction small = BoxReduction.of(picture, factor);
    return joined(small.width(), small.height(), small.colours(), small.alpha());
  }

  /** The colours as they are stored, not multiplied by alpha. */
  public RgbImage colour() {
    return colour;
  }

  /** Alpha: 1 is opaque. */
  public Mask alpha() {
    return alpha;
  }

  /** Laid over white, as browsers show it. */
  public RgbImage overWhite() {
    float[] rgb = colour.toArray();
    float[] opacity = alpha.shared();
    for (int i = 0; i < rgb.length; i++) {
      float m = opacity[i / 3];
      rgb[i] = m * rgb[i] + (1 - m);
    }
    return new RgbImage(width(), height(), rgb);
  }

  /** The colours, refused if that would lose some transparency. */
  RgbImage opaqueColour(String name, String instead) {
    float[] values = alpha.shared();
    for (int i = 0; i < values.length; i++) {
      if (values[i] < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Expected %s to be opaque but pixel (%s, %s) has alpha %.3f: use %s instead.",
                name,
                i % width(),
                i / width(),
                values[i],
                instead));
      }
    }
    return colour;
  }

  @Override
  public int width() {
    return colour.width();
  }

  @Override
  public int height() {
    return colour.height();
  }

  /**
   * Another size, in floating point. Colours are multiplied by alpha, resampled and divided again,
   * so that what is transparent does not bleed in; what stays fully transparent becomes black.
   */
  @Override
  public RgbaImage resized(int width, int height, Resampling filter) {
    if (width == width() && height == height()) {
      return this;
    }
    Resampler resampler = Resampler.of(width(), height(), width, height, filter);
    return resampled(resampler, width, height);
  }

  /**
   * Scaled about the centre of the frame, then moved; what leaves the frame is lost, what comes in
   * is transparent black. Bilinear, antialiased when it shrinks, and colours are weighted by alpha
   * as in {@link #resized}; by whole pixels alone they are copied.
   *
   * @param scale in [0.01, 100]; 1 keeps the size
   * @param dx pixels to the right
   * @param dy pixels down
   * @throws IllegalArgumentException if the scale is outside, or a shift is not finite
   */
  public RgbaImage placed(double scale, double dx, double dy) {
    Resampler resampler = Resampler.placed(width(), height(), scale, dx, dy);
    if (scale == 1 && dx == Math.rint(dx) && dy == Math.rint(dy)) {
      return joined(
          width(),
          height(),
          resampler.resize(colour.shared(), 3, 1f),
          resampler.resize(alpha.shared(), 1, 1f));
    }
    return resampled(resampler, width(), height());
  }

  private RgbaImage resampled(Resampler resampler, int newWidth, int newHeight) {
    float[] newAlpha = resampler.resize(alpha.shared(), 1, 1f);
    float[] rgb = resampler.resize(premultiplied(), 3, 1f);
    for (int i = 0; i < rgb.length; i++) {
      float divisor = newAlpha[i / 3];
      rgb[i] = divisor > 0 ? Pixels.clamp(rgb[i] / divisor) : 0;
    }
    return joined(newWidth, newHeight, rgb, newAlpha);
  }

  private float[] premultiplied() {
    float[] rgb = colour.toArray();
    float[] factors = alpha.shared();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] *= factors[i / 3];
    }
    return rgb;
  }

  private static RgbaImage joined(int width, int height, float[] rgb, float[] alpha) {
    return new RgbaImage(new RgbImage(width, height, rgb), new Mask(width, height, alpha));
  }

  /** {@inheritDoc} Its type is {@link BufferedImage#TYPE_INT_ARGB}. */
  @Override
  public BufferedImage toBufferedImage() {
    float[] rgb = colour.shared();
    float[] opacity = alpha.shared();
    int[] packed = new int[opacity.length];
    for (int i = 0; i < packed.length; i++) {
      packed[i] =
          Pixels.level(opacity[i]) << 24
              | Pixels.level(rgb[3 * i]) << 16
              | Pixels.level(rgb[3 * i + 1]) << 8
              | Pixels.level(rgb[3 * i + 2]);
    }
    BufferedImage picture = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_ARGB);
    picture.getRaster().setDataElements(0, 0, width(), height(), packed);
    return picture;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RgbaImage that
        && colour.equals(that.colour)
        && alpha.equals(that.alpha);
  }

  @Override
  public int hashCode() {
    return Objects.hash(colour, alpha);
  }

  @Override
  public String toString() {
    return "RgbaImage " + width() + "x" + height();
  }
}
