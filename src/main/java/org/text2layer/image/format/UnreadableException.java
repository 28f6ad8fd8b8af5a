package org.text2layer.image.format;

/** Says what is wrong with the bytes of a picture, and what to do. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  private final String advice;

  UnreadableException(String found, String advice) {
    this(found, advice, null);
  }

  UnreadableException(String found, String advice, Throwable cause) {
    super(found, cause);
    this.advice = advice;
  }

  static UnreadableException damaged(String found) {
    return damaged(found, null);
  }

  static UnreadableException damaged(String found, Throwable cause) {
    return new UnreadableException(found, "fetch or export the file again", cause);
  }

  /** What to do, as an imperative without a full stop. */
  public String advice() {
    return advice;
  }
}
