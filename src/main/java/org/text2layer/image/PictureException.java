package org.text2layer.image;

/**
 * A picture that cannot be read or written. The message is one sentence: what was expected, what
 * came with which name, and what to do.
 */
public final class PictureException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With its one sentence. */
  public PictureException(String message) {
    super(message);
  }

  /** The same, and what went wrong below. */
  public PictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
