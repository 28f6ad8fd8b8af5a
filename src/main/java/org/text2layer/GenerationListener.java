package org.text2layer;

import org.text2layer.image.Gallery;

/** Follows a generation: progress, previews, cancelling. Called on the generating thread. */
@FunctionalInterface
public interface GenerationListener {
  /** Called once, before the first step. */
  default void onStarted(int totalSteps) {}

  /**
   * Called after each step, in order.
   *
   * @param step valid during this call only
   */
  void onStep(GenerationStep step);

  /** Called once with the pictures when they are complete; else {@link #onStopped} is. */
  default void onFinished(Gallery pictures) {}

  /**
   * Called once when the generation ends without its pictures.
   *
   * @param reason what the caller gets thrown: a cancellation, or a failure
   */
  default void onStopped(RuntimeException reason) {}

  /** A listener that does nothing. */
  static GenerationListener none() {
    return step -> {};
  }
}
