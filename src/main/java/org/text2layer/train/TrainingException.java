package org.text2layer.train;

/**
 * A training that cannot begin, go on or be read. The message is one sentence: what was expected,
 * what came with which name, and what to do.
 */
public class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With its one sentence. */
  public TrainingException(String message) {
    super(message);
  }

  /** The same, and what went wrong below. */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
