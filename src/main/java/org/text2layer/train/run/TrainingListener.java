package org.text2layer.train.run;

import java.nio.file.Path;
import java.util.Map;
import org.text2layer.image.Picture;

/**
 * Follows a run, called by the thread that waits for it. If it throws, the run stops after the step
 * under way and saves, and the exception comes out of it.
 */
public interface TrainingListener {
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

  /** A listener that does nothing. */
  static TrainingListener none() {
    return new TrainingListener() {};
  }
}
