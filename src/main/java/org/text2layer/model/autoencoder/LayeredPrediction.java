package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * What CaT2I-AE's heads give for a batch, raw: about [-1, 1], not clamped.
 *
 * @param parts of the layers, as {@link LayerLayout#parts} orders them: of the paper's two layers
 *     foreground, background and 2m - 1
 * @param composite (batch, 3, height, width): the auxiliary prediction of the whole picture
 */
public record LayeredPrediction(List<NDArray> parts, NDArray composite) {
  /** Copies the list. */
  public LayeredPrediction {
    parts = List.copyOf(parts);
  }
}
