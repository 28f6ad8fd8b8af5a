package org.text2layer.spark.output;

import org.text2layer.data.DatasetException;

/** What to say of a job of Spark that failed. */
public final class FailedJob {
  private FailedJob() {}

  /** What the task said, without Spark's words around it. */
  public static RuntimeException sentence(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatasetException said) {
        return new DatasetException(said.getMessage(), error);
      }
    }
    return new DatasetException(
        "Expected Spark to run the build's tasks but it failed (%s): look into its logs, then run the build again, which goes on."
            .formatted(error.getMessage()),
        error);
  }
}
