package org.text2layer;

import org.text2layer.image.LayeredImage;

/** One completed step of a generation, valid during the listener's call only. */
public interface GenerationStep {
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
