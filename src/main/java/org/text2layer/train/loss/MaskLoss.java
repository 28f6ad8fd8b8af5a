package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Map;
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
 *
 * Of several layers each is asked for over what lies below it, C_(k-1) in the place of B, as if no
 * nearer one hid any of it; each term is the mean over the layers, as those of the colours are.
 */
public final class MaskLoss {
  /** The names of what {@link #apply} gives, in its order. */
  public static final List<String> TERMS = List.of("mask_l1", "l_comp", "l_lap", "mask_loss");

  private final ScriptFunction losses;
  private final ScriptFunction composed;

  private MaskLoss(ScriptFunction losses, ScriptFunction composed) {
    this.losses = losses;
    this.composed = composed;
  }

  /** A loss with these weights; the paper's are 2 and 3. */
  public static MaskLoss of(double compositionWeight, double pyramidWeight) {
    Map<String, Double> constants = Map.of("COMP", compositionWeight, "LAP", pyramidWeight);
    return new MaskLoss(
        ScriptFunction.compile(MaskLoss.class, "mask", "losses", constants),
        ScriptFunction.compile(MaskLoss.class, "mask", "composed", constants));
  }

  /**
   * The four {@link #TERMS}.
   *
   * @param heads of each layer from back to front, (batch, 1, height, width): the mask head's
   *     output, about 2m - 1
   * @param parts of the true layers, as {@link org.text2layer.model.autoencoder.LayerLayout#parts}
   *     has them; at least 12 pixels a side
   */
  public NDArray apply(List<NDArray> heads, List<NDArray> parts) {
    int layers = heads.size();
    NDArray below = parts.get(layers);
    NDList terms = new NDList();
    for (int layer = 0; layer < layers; layer++) {
      NDArray colours = parts.get(layer);
      NDArray mask = parts.get(layers + 1 + layer);
      terms.add(losses.apply(heads.get(layer), colours, below, mask));
      below = layer + 1 < layers ? composed.apply(colours, below, mask) : below;
    }
    return NDArrays.stack(terms).mean(new int[] {0});
  }
}
