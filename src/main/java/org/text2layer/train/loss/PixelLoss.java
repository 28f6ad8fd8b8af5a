package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.text2layer.nn.ScriptFunction;

/** ℓ1 of pictures in [-1, 1]: mean |x^ - x| of each kind, such as F, B and I. */
public final class PixelLoss {
  private final ScriptFunction l1;

  private PixelLoss(ScriptFunction l1) {
    this.l1 = l1;
  }

  /**
   * A loss over some kinds of pictures.
   *
   * @param kinds of pictures, one after the other along the batch
   */
  public static PixelLoss of(int kinds) {
    return new PixelLoss(
        ScriptFunction.compile(PixelLoss.class, "pixel", "l1", Map.of("KINDS", kinds)));
  }

  /** The mean of each kind, (kinds), of pictures (kinds x batch, 3, height, width). */
  public NDArray apply(NDArray predictions, NDArray targets) {
    return l1.apply(predictions, targets);
  }
}
