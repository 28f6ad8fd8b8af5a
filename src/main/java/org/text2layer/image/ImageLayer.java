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

  @Override
  public String toString() {
    return "ImageLayer '%s' %dx%d".formatted(name, colour.width(), colour.height());
  }
}
