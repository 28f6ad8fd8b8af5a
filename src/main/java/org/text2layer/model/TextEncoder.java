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

  /** How many token embeddings a caption has, those after its last token among them. */
  int positions();

  /** How many tokens a caption has: of those past {@link #positions}, some are not read. */
  int tokens(String caption);

  /** Width of one token's embedding. */
  int width();

  /**
   * What tells this encoder's embeddings from any other's: its kind, and a checksum of its weights
   * if it has some. Latent caches, trainings and saved models are refused under another one.
   */
  String description();

  /** Frees the native memory. */
  @Override
  void close();
}
