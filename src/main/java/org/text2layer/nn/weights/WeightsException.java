package org.text2layer.nn.weights;

/**
 * A weights file that cannot be used; the message says what was expected, what came and what to do.
 */
public final class WeightsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error found in the file's content. */
  public WeightsException(String message) {
    super(message);
  }

  /** An error met while reading or writing. */
  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
