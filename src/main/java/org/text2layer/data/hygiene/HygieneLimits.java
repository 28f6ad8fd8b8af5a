package org.text2layer.data.hygiene;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a measure becomes a problem. The standard ones for brightness, entropy and aspect are
 * CleanVision's; a sharpness of 100 is the usual first guess, to be set by looking at one's own
 * pictures.
 *
 * @param dark a picture is dark if its {@link PictureQuality#brightest} is below
 * @param light it is light if its {@link PictureQuality#darkest} is above
 * @param sharpness it is blurry below
 * @param entropy it has little information below, in bits
 * @param side its shorter side is odd below, in pixels
 * @param aspect its shape is odd below
 */
public record HygieneLimits(
    double dark, double light, double sharpness, double entropy, int side, double aspect) {
  /** Checks the numbers. */
  public HygieneLimits {
    boolean good = dark >= 0 && light <= 1 && sharpness >= 0 && entropy >= 0 && side >= 0;
    if (!good || !(aspect >= 0 && aspect <= 1)) {
      throw new IllegalArgumentException(
          "Expected limits of at least 0, and light and aspect of at most 1, but got dark %s, light %s, sharpness %s, entropy %s, side %s, aspect %s: start from standard()."
              .formatted(dark, light, sharpness, entropy, side, aspect));
    }
  }

  /** 0.32, 0.95, 100, 3 bits, 64 pixels, 0.35. */
  public static HygieneLimits standard() {
    return new HygieneLimits(0.32, 0.95, 100, 3, 64, 0.35);
  }

  /** The same with another limit of sharpness, which depends most on what pictures show. */
  public HygieneLimits withSharpness(double newSharpness) {
    return new HygieneLimits(dark, light, newSharpness, entropy, side, aspect);
  }

  /** What is wrong with a picture; empty if nothing is. */
  public Set<PictureQuality.Problem> problems(PictureQuality picture) {
    Set<PictureQuality.Problem> problems = EnumSet.noneOf(PictureQuality.Problem.class);
    addIf(picture.brightest() < dark, PictureQuality.Problem.DARK, problems);
    addIf(picture.darkest() > light, PictureQuality.Problem.LIGHT, problems);
    addIf(picture.sharpness() < sharpness, PictureQuality.Problem.BLURRY, problems);
    addIf(picture.entropy() < entropy, PictureQuality.Problem.LOW_INFORMATION, problems);
    addIf(
        Math.min(picture.width(), picture.height()) < side,
        PictureQuality.Problem.ODD_SIZE,
        problems);
    addIf(picture.aspect() < aspect, PictureQuality.Problem.ODD_ASPECT, problems);
    return problems;
  }

  private static void addIf(
      boolean found, PictureQuality.Problem problem, Set<PictureQuality.Problem> problems) {
    if (found) {
      problems.add(problem);
    }
  }
}
