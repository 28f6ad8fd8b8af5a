package org.text2layer;

import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;

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
  void onStep(Step step);

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

  /** One completed step of a generation, valid during the listener's call only. */
  interface Step {
    /** Which step was completed, 0 to total − 1; pictures made in several batches count on. */
    int index();

    /** How many steps the whole generation has. */
    int total();

    /**
     * What the first picture of the batch would become, at half size: one cheap decoding, done when
     * asked for. A plain picture has no layers.
     */
    LayeredImage preview();

    /** Asks to stop: the generation ends with a cancellation once the listener returns. */
    void cancel();
  }
}
