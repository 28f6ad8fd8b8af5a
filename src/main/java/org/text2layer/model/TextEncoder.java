package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Turns captions into the token embeddings that a UNet attends to. */
public interface TextEncoder extends AutoCloseable {
  /**
   * Embeds captions, each on its own: the result of one never depends on the others.
   *
   * @param manager owns the result
   * @return (captions, positions, width); what follows a caption's last token is the encoder's own
   */
  NDArray encode(NDManager manager, List<String> captions);

  /** Width of one token's embedding. */
  int width();

  /** Frees the native memory. */
  @Override
  void close();
}
