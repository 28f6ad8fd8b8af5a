package org.text2layer.image;

/**
 * A change of hue, saturation and brightness in the HSV hexcone (A. R. Smith, "Color gamut
 * transform pairs", SIGGRAPH 1978).
 *
 * @param hueDegrees added to each hue
 * @param saturation factor of at least 0
 * @param brightness factor of at least 0
 */
record Recolouring(double hueDegrees, double saturation, double brightness) {
  private static final int SECTORS = 6;

  /** In which sector of the hexcone red, green and blue are fully on, seen from hue 0. */
  private static final int[] SECTOR = {5, 3, 1};

  Recolouring {
    if (!Double.isFinite(hueDegrees)) {
      throw new IllegalArgumentException(
          "Expected a finite hue in degrees but got " + hueDegrees + ": 0 keeps the hue.");
    }
    checkFactor("saturation", saturation);
    checkFactor("brightness", brightness);
  }

  private static void checkFactor(String name, double factor) {
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Expected a factor of at least 0 for the %s but got %s: 1 keeps it."
              .formatted(name, factor));
    }
  }

  /** A new array with the changed colours; pixels as red, green, blue in [0, 1]. */
  float[] apply(float[] rgb) {
    float[] changed = rgb.clone();
    boolean nothing = hueDegrees == 0 && saturation == 1 && brightness == 1;
    for (int i = 0; i < rgb.length && !nothing; i += 3) {
      change(changed, i);
    }
    return changed;
  }

  private void change(float[] rgb, int i) {
    double value = Math.max(rgb[i], Math.max(rgb[i + 1], rgb[i + 2]));
    double chroma = value - Math.min(rgb[i], Math.min(rgb[i + 1], rgb[i + 2]));
    double hue = chroma == 0 ? 0 : hue(rgb[i], rgb[i + 1], rgb[i + 2], value, chroma);
    double newHue = modulo(hue + hueDegrees % 360 / 60);
    double newSaturation = value == 0 ? 0 : Math.min(1, chroma / value * saturation);
    double newValue = Math.min(1, value * brightness);
    for (int channel = 0; channel < 3; channel++) {
      double k = modulo(SECTOR[channel] + newHue);
      double missing = Math.max(0, Math.min(1, Math.min(k, 4 - k)));
      rgb[i + channel] = Pixels.clamp((float) (newValue * (1 - newSaturation * missing)));
    }
  }

  /** In sectors: 0 is red, 2 green, 4 blue. */
  private static double hue(float red, float green, float blue, double value, double chroma) {
    if (value == red) {
      return (green - blue) / chroma;
    }
    return value == green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma;
  }

  private static double modulo(double sectors) {
    return sectors - SECTORS * Math.floor(sectors / SECTORS);
  }
}
