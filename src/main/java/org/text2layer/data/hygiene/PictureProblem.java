package org.text2layer.data.hygiene;

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
  ODD_ASPECT
}
