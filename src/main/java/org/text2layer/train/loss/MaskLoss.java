package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.nn.ScriptFunction;

/**
 * CaT2I-AE's loss of the mask (paper, eq. 4, 7 and 8), with m^ = (y + 1) / 2 of the head's output
 * y, not clamped:
 *
 * <pre>
 * mask_l1   = mean |m^ - m|
 * l_comp    = mean sqrt((C - C^)² + ε²),  C = m F + (1 - m) B,  C^ = m^ F + (1 - m^) B,  ε = 1e-6
 * l_lap     = Σ_j=1..3 2^(j-1) mean |φ_j(m^) - φ_j(m)|,  φ_j of {@link LaplacianPyramid}
 * mask_loss = mask_l1 + compositionWeight l_comp + pyramidWeight l_lap
 * </pre>
 */
public final class MaskLoss {
  /** The names of what {@link #apply} gives, in its order. */
  public static final List<String> TERMS = List.of("mask_l1", "l_comp", "l_lap", "mask_loss");

  private static final LayerLayout LAYOUT = LayerLayout.layered();

  private final ScriptFunction losses;

  private MaskLoss(ScriptFunction losses) {
    this.losses = losses;
  }

  /** A loss with these weights; the paper's are 2 and 3. */
  public static MaskLoss of(double compositionWeight, double pyramidWeight) {
    return new MaskLoss(
        ScriptFunction.compile(
            MaskLoss.class,
            "mask",
            "losses",
            Map.of("COMP", compositionWeight, "LAP", pyramidWeight)));
  }

  /**
   * The four {@link #TERMS}.
   *
   * @param head (batch, 1, height, width): the mask head's output, about 2m - 1
   * @param layers (batch, 7, height, width): F, B, 2m - 1; at least 12 pixels a side
   */
  public NDArray apply(NDArray head, NDArray layers) {
    return apply(head, LAYOUT.foreground(layers), LAYOUT.background(layers), LAYOUT.mask(layers));
  }

  /** The same of the layers' parts: F and B in 3 channels, 2m - 1. */
  public NDArray apply(NDArray head, NDArray foreground, NDArray background, NDArray mask) {
    return losses.apply(head, foreground, background, mask);
  }
}
