package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.Function;
import org.text2layer.train.loss.Reconstruction;

/**
 * The pictures of a reconstruction, one kind after the other along the batch.
 *
 * @param predictions (kinds x batch, 3, height, width), recorded
 * @param targets of the same shape
 */
record Pictures(NDArray predictions, NDArray targets) {
  static Pictures of(Reconstruction made, List<String> kinds) {
    return new Pictures(joined(kinds, made::prediction), joined(kinds, made::target));
  }

  private static NDArray joined(List<String> kinds, Function<String, NDArray> parts) {
    NDList pictures = new NDList(kinds.stream().map(parts).toList());
    return pictures.size() == 1 ? pictures.head() : NDArrays.concat(pictures);
  }
}
