package org.text2layer.image;

import java.util.Objects;

/**
 * One layer: what it shows, and where. Colours are straight (not multiplied by the mask); where the
 * mask is 0 they have no meaning.
 *
 * @param name what to call it, not blank: "foreground", or the object's phrase
 * @param colour its colours F
 * @param mask its soft mask m, of the same size
 */
public record ImageLayer(String name, RgbImage colour, Mask mask) {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the name is blank or the sizes differ
   */
  public ImageLayer {
    Objects.requireNonNull(colour, "colour");
    Objects.requireNonNull(mask, "mask");
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a name for the layer but got a blank text: name what it shows.");
    }
    Pixels.checkSameSize("mask of layer '" + name + "'", mask, colour.width(), colour.height());
  }

  /** The same layer under another name. */
  public ImageLayer named(String newName) {
    return new ImageLayer(newName, colour, mask);
  }

  /**
   * Moved within the frame; what leaves it is lost. Whole pixels are copied, parts of a pixel
   * interpolated.
   *
   * @param dx pixels to the right
   * @param dy pixels down
   * @throws IllegalArgumentException if a shift is not finite
   */
  public ImageLayer moved(double dx, double dy) {
    return placed(1, dx, dy);
  }

  /**
   * Scaled about the centre of the frame.
   *
   * @throws IllegalArgumentException if the factor is outside [0.01, 100]
   */
  public ImageLayer scaled(double factor) {
    return placed(factor, 0, 0);
  }

  /**
   * Scaled about the centre of the frame, then moved, in one resampling: {@link RgbaImage#placed}.
   *
   * @throws IllegalArgumentException if the scale is outside [0.01, 100] or a shift not finite
   */
  public ImageLayer placed(double scale, double dx, double dy) {
    RgbaImage placed = RgbaImage.of(colour, mask).placed(scale, dx, dy);
    return new ImageLayer(name, placed.colour(), placed.alpha());
  }

  /**
   * With other hues, saturations and brightnesses: {@link RgbImage#recoloured}. The mask stays.
   *
   * @throws IllegalArgumentException if a number is not finite or a factor is negative
   */
  public ImageLayer recoloured(double hueDegrees, double saturation, double brightness) {
    return new ImageLayer(name, colour.recoloured(hueDegrees, saturation, brightness), mask);
  }

  /**
   * Multiplied by one colour: {@link RgbImage#tinted}. The mask stays.
   *
   * @throws IllegalArgumentException if a factor is outside [0, 1]
   */
  public ImageLayer tinted(double red, double green, double blue) {
    return new ImageLayer(name, colour.tinted(red, green, blue), mask);
  }

  /**
   * Less opaque: its mask times {@code opacity}.
   *
   * @throws IllegalArgumentException if the opacity is outside [0, 1]
   */
  public ImageLayer faded(double opacity) {
    return new ImageLayer(name, colour, mask.times(opacity));
  }

  @Override
  public String toString() {
    return "ImageLayer '%s' %sx%s".formatted(name, colour.width(), colour.height());
  }
}
