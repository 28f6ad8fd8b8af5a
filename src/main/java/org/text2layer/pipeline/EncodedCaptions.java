package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;

/**
 * What guidance goes to and comes from, as {@link LatentDiffusion#encode} makes it.
 *
 * @param conditional (captions, positions, width)
 * @param unconditional the negative caption's (1, positions, width); the empty one is usual
 */
public record EncodedCaptions(NDArray conditional, NDArray unconditional) {
  /** The first caption, this many times: for as many pictures of it. */
  public EncodedCaptions repeated(int times) {
    return new EncodedCaptions(conditional.get("0:1").repeat(0, times), unconditional);
  }
}
