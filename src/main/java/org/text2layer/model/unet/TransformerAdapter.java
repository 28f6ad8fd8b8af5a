package org.text2layer.model.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import org.text2layer.nn.ScriptBlock;

/**
 * What stands in for the transformers of a UNet, with parameters of its own beside theirs, which
 * stay as they are.
 */
@FunctionalInterface
public interface TransformerAdapter {
  /**
   * In place of {@code transformer.apply}.
   *
   * @param transformer one of {@link UNet#transformers}
   * @param hidden (rows, channels, height, width), freed by the caller
   * @param context (rows, positions, width)
   * @return of the shape of {@code hidden}
   */
  NDArray apply(
      ParameterStore store,
      ScriptBlock transformer,
      NDArray hidden,
      NDArray context,
      boolean training);
}
