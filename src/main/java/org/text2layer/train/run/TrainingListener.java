package org.text2layer.train.run;

import java.nio.file.Path;
import java.util.Map;
import org.text2layer.image.Picture;

/**
 * Follows a run, called by the thread that waits for it. If it throws, the run stops after the step
 * under way and saves, and the exception comes out of it.
 */
public interface TrainingListener {
  /**
   * Before the first step of this start.
   *
   * @param folder of the run
   * @param done how many steps earlier starts have done
   * @param steps how many the run has
   */
  default void onStarted(Path folder, long done, long steps) {}

  /** After each step. */
  default void onStep(LogRow row) {}

  /**
   * After each preview.
   *
   * @param step how many steps are done
   */
  default void onPreview(long step, Map<String, Picture> pictures) {}

  /** After each checkpoint. */
  default void onCheckpoint(long step, Path checkpoint) {}

  /** After the last step of this start, with everything saved. */
  default void onFinished(TrainingReport report) {}

  /** In the place of {@link #onFinished} where the run throws. */
  default void onFailed(RuntimeException reason) {}

  /** A listener that does nothing. */
  static TrainingListener none() {
    return new TrainingListener() {};
  }
}
