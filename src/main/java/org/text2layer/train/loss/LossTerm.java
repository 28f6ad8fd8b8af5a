package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;

/**
 * A term of an autoencoder's loss: one number that says how far a batch is from what it should be.
 * A training takes one of a user's own with its name and weight.
 *
 * <p><b>No Java numbers in its arithmetic.</b> DJL frees the memory of the 2 in {@code x.mul(2)}
 * (of {@code div} and {@code pow} likewise) before gradients read it, and what comes back is
 * arbitrary. Write {@code x.mul(made.constant(2))}, take an array that stays open as long as the
 * training, or a {@link org.text2layer.nn.ScriptFunction}, whose numbers are part of its text.
 *
 * <p>Called by the training's thread only; with gradients recorded in a step, without on held-out
 * samples.
 */
@FunctionalInterface
public interface LossTerm {
  /**
   * The term of a batch.
   *
   * @param made valid during the call and the step it belongs to
   * @return one number of shape () in 32 bits, a mean over the batch, on the manager of what it was
   *     made from; gradients flow back from it to the predictions or the divergence
   */
  NDArray apply(Reconstruction made);
}
