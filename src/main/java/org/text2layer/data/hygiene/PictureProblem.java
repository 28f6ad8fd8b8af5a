package org.text2layer.data.hygiene;

import java.util.Locale;

/** What may be wrong with a picture at first sight. */
public enum PictureProblem {
  /** Even its brightest pixels are dark. */
  DARK,
  /** Even its darkest pixels are bright. */
  LIGHT,
  /** It has no sharp edge. */
  BLURRY,
  /** Its grey levels are few, as in a blank or nearly blank picture. */
  LOW_INFORMATION,
  /** Its shorter side has very few pixels. */
  ODD_SIZE,
  /** It is a stripe. */
  ODD_ASPECT;

  /** In words: "low information". */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What of a picture's measures shows the problem: its brightness, its entropy and so on. */
  public double measure(PictureQuality picture) {
    return switch (this) {
      case DARK -> picture.brightest();
      case LIGHT -> picture.darkest();
      case BLURRY -> picture.sharpness();
      case LOW_INFORMATION -> picture.entropy();
      case ODD_SIZE -> Math.min(picture.width(), picture.height());
      case ODD_ASPECT -> picture.aspect();
    };
  }
}
