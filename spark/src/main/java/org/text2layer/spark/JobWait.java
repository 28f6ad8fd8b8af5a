package org.text2layer.spark;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.text2layer.data.DatasetException;
import org.text2layer.spark.output.FailedJob;

/**
 * Waits for a job, and looks while it runs.
 *
 * @param job that was started
 * @param looking is done again and again; may throw, and the job is cancelled then
 */
record JobWait(JavaFutureAction<Void> job, Runnable looking) {
  private static final long MILLISECONDS = 200;

  /**
   * Until it is done.
   *
   * @throws InterruptedException if the thread was interrupted; the job is cancelled then
   * @throws DatasetException if a task failed for good
   */
  void untilDone() throws InterruptedException {
    boolean done = false;
    while (!done) {
      try {
        done = look();
      } catch (InterruptedException | RuntimeException stopped) {
        job.cancel(true);
        throw stopped;
      }
    }
  }

  private boolean look() throws InterruptedException {
    boolean done = false;
    try {
      job.get(MILLISECONDS, TimeUnit.MILLISECONDS);
      done = true;
    } catch (TimeoutException running) {
      done = false;
    } catch (ExecutionException failed) {
      throw FailedJob.sentence(failed);
    }
    looking.run();
    return done;
  }
}
