package org.text2layer.synth;

/** How a picture that is not square becomes a square. Square pictures are the same with each. */
public enum Framing {
  /** Its middle: as large as fits, cut evenly on both sides, whatever stands there. */
  CENTRE("its middle"),

  /**
   * As large a square, moved so that the object stands in its middle, or as near to it as the
   * picture's edges allow. The detector is asked twice: for the whole picture, squeezed to a
   * square, where the object is, and then for the mask within the square. An object longer than the
   * square is cut evenly; where none is found it is the middle.
   */
  OBJECT("around the object"),

  /** The whole picture; its edges' pixels are repeated above and below, or left and right. */
  PADDED("whole, edges repeated");

  private final String words;

  Framing(String words) {
    this.words = words;
  }

  /** In words: "around the object". */
  public String description() {
    return words;
  }
}
