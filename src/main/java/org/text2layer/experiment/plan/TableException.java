package org.text2layer.experiment.plan;

/**
 * A table that cannot be made. The message is one sentence: what was expected, what came, and what
 * to do.
 */
public class TableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With its one sentence. */
  public TableException(String message) {
    super(message);
  }

  /** The same, and what went wrong below. */
  public TableException(String message, Throwable cause) {
    super(message, cause);
  }
}
