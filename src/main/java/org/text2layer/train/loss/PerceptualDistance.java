package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;

/**
 * How differently a trained network sees two pictures (LPIPS; Zhang et al., 2018, eq. 1): features
 * of unit length, squared differences summed over channels and averaged over space, summed over
 * stages.
 *
 * <p>As in a {@link LossTerm}, arithmetic with Java numbers ({@code x.mul(2)}) gives arbitrary
 * gradients: DJL frees a number's memory before they read it. Multiply by an array that stays open
 * until then, such as {@code predictions.getManager().create(2f)}, or in a {@link
 * org.text2layer.nn.ScriptFunction}.
 */
public interface PerceptualDistance {
  /** Which network it is, for a run's description. */
  String name();

  /**
   * One distance a picture, (batch).
   *
   * @param predictions (batch, 3, height, width) in about [-1, 1]; gradients flow back to them
   * @param targets of the same shape; no gradient flows back to them
   */
  NDArray apply(NDArray predictions, NDArray targets);
}
