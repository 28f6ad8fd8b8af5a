package org.text2layer.folder;

/**
 * A folder that is of something else, or in use. The message is one sentence: what was expected,
 * what came with which name, and what to do. Callers put it into an exception of their own.
 */
public final class FolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FolderException(String message) {
    super(message);
  }

  FolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
