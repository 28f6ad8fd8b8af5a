package org.text2layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.model.TextEncoder;

/**
 * A request's caption and negative caption, embedded: what guidance goes to and comes from.
 *
 * @param conditional (1, positions, width)
 * @param unconditional the same shape
 */
record Captions(NDArray conditional, NDArray unconditional) {
  static Captions of(NDManager manager, TextEncoder encoder, GenerationRequest request) {
    return new Captions(
        encoder.encode(manager, List.of(request.caption())),
        encoder.encode(manager, List.of(request.negative())));
  }
}
