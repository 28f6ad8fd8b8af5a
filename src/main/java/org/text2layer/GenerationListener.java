package org.text2layer;

import org.text2layer.image.Gallery;

/** Follows a generation: progress, previews, cancelling. Called on the generating thread. */
@FunctionalInterface
public interface GenerationListener {
  /**
   * Called after each step, in order.
   *
   * @param step valid during this call only
   */
  void onStep(GenerationStep step);

  /** Called once with the pictures when they are complete; not after a cancellation. */
  default void onFinished(Gallery pictures) {}

  /** A listener that does nothing. */
  static GenerationListener none() {
    return step -> {};
  }
}
