package org.text2layer.data;

/**
 * A list, an archive or a data set that cannot be read, written or continued. The message is one
 * sentence: what was expected, what came with which name, and what to do.
 */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With its one sentence. */
  public DatasetException(String message) {
    super(message);
  }

  /** The same, and what went wrong below. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
