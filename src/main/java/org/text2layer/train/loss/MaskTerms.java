package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.nn.device.ComputeDevice;

/**
 * What {@link MaskLoss} says of one mask, as plain values to look at: the terms of eq. 4, not
 * weighted, and where ℓ_lap sees a difference.
 *
 * @param l1 mean |m̂ − m|, in [0, 1]
 * @param composition ℓ_comp (eq. 7) of pixels in [-1, 1]
 * @param pyramid ℓ_lap (eq. 8)
 * @param differences |φ_j(m̂) − φ_j(m)| for j = 1 to 3, each half as wide and high as the one
 *     before; above 1 shown as 1
 */
public record MaskTerms(double l1, double composition, double pyramid, List<Mask> differences) {
  private static final double COMPOSITION_WEIGHT = 2;
  private static final double PYRAMID_WEIGHT = 3;
  private static final int SMALLEST = 12;

  /** Holds its own list. */
  public MaskTerms {
    differences = List.copyOf(differences);
  }

  /**
   * Compares a mask with the true one.
   *
   * @param truth layers of at least 12 pixels a side
   * @param predicted m̂, as large
   * @throws IllegalArgumentException if the sizes differ or are too small
   */
  public static MaskTerms of(LayeredImage truth, Mask predicted) {
    int width = truth.width();
    int height = truth.height();
    if (predicted.width() != width
        || predicted.height() != height
        || Math.min(width, height) < SMALLEST) {
      throw new IllegalArgumentException(
          "Expected a mask as large as the layers and at least %s pixels a side but the layers are %sx%s and the mask is %sx%s: resize both."
              .formatted(SMALLEST, width, height, predicted.width(), predicted.height()));
    }
    try (NDManager manager = ComputeDevice.best().newManager()) {
      LayerLayout layout = LayerLayout.layered();
      List<NDArray> parts = layout.parts(PictureTensors.ofLayers(manager, layout, List.of(truth)));
      NDArray truthHead = parts.get(parts.size() - 1);
      NDArray head = manager.create(predicted.toArray(), truthHead.getShape()).muli(2).subi(1);
      float[] terms =
          MaskLoss.of(COMPOSITION_WEIGHT, PYRAMID_WEIGHT)
              .apply(List.of(head), parts)
              .toFloatArray();
      return new MaskTerms(terms[0], terms[1], terms[2], differences(manager, head, truthHead));
    }
  }

  private static List<Mask> differences(NDManager manager, NDArray head, NDArray truthHead) {
    LaplacianPyramid pyramid = LaplacianPyramid.of();
    List<NDArray> predicted = pyramid.bands(head.add(1).div(2));
    List<NDArray> truth = pyramid.bands(truthHead.add(1).div(2));
    return IntStream.range(0, predicted.size())
        .mapToObj(level -> magnitude(predicted.get(level).sub(truth.get(level))))
        .toList();
  }

  private static Mask magnitude(NDArray difference) {
    long[] shape = difference.getShape().getShape();
    return Mask.clamped((int) shape[3], (int) shape[2], difference.abs().toFloatArray());
  }

  /** Eq. 4 with the paper's weights: ℓ1 + 2 ℓ_comp + 3 ℓ_lap. */
  public double total() {
    return l1 + COMPOSITION_WEIGHT * composition + PYRAMID_WEIGHT * pyramid;
  }
}
