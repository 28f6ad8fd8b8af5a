package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.model.TextEncoder;

/** One token of four numbers a caption: a one at its length. */
final class Lengths implements TextEncoder {
  @Override
  public NDArray encode(NDManager manager, List<String> captions) {
    float[] values = new float[captions.size() * 4];
    for (int i = 0; i < captions.size(); i++) {
      values[4 * i + captions.get(i).length()] = 1;
    }
    return manager.create(values, new Shape(captions.size(), 1, 4));
  }

  @Override
  public int width() {
    return 4;
  }

  @Override
  public void close() {}
}
