package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.model.TextEncoder;
import org.text2layer.train.TrainingException;

/**
 * The form of captions' embeddings, and the empty caption's.
 *
 * @param positions tokens of a caption
 * @param width of a token's embedding
 * @param empty of the empty caption, positions x width
 */
record CaptionShape(int positions, int width, float[] empty) {
  static CaptionShape of(TextEncoder encoder) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray empty = encoder.encode(manager, List.of(""));
      return new CaptionShape(
          (int) empty.getShape().get(1), (int) empty.getShape().get(2), empty.toFloatArray());
    }
  }

  int size() {
    return positions * width;
  }

  /** The embedding of one caption. */
  static float[] embed(TextEncoder encoder, String caption) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return encoder.encode(manager, List.of(caption)).toFloatArray();
    }
  }

  void require(LatentSample sample, Shape latent) {
    if (sample.mean().length != latent.size() || sample.context().length != size()) {
      throw new TrainingException(
          "Expected latents of %s and captions of %s x %s but a sample has %s and %s numbers: encode the data for this network."
              .formatted(latent, positions, width, sample.mean().length, sample.context().length));
    }
  }
}
