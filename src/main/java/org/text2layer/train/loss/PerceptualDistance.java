package org.text2layer.train.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import org.text2layer.nn.weights.WeightsException;

/**
 * How differently a trained network sees two pictures (LPIPS; Zhang et al., 2018, eq. 1): features
 * of unit length, squared differences summed over channels and averaged over space, summed over
 * stages.
 *
 * <p>As in a {@link LossTerm}, arithmetic with Java numbers ({@code x.mul(2)}) gives arbitrary
 * gradients: DJL frees a number's memory before they read it. Multiply by an array that stays open
 * until then, such as {@code predictions.getManager().create(2f)}, or in a {@link
 * org.text2layer.nn.ScriptFunction}.
 */
public interface PerceptualDistance {
  /** By the embedded EfficientNet-Lite0, frozen; the owner holds its weights. */
  static PerceptualDistance embedded(NDManager owner) {
    return EfficientNetDistance.embedded(owner);
  }

  /**
   * LPIPS on VGG16 with its learned channel weights (version 0.1 of the package lpips, net "vgg"),
   * the distance that latent diffusion trains with; pictures have at least 16 pixels a side. From
   * one file with all that {@code lpips.LPIPS(net="vgg").state_dict()} has: "net.slice1.0.weight",
   * "lin0.model.1.weight" and so on.
   *
   * @param owner of the weights
   * @throws WeightsException if a tensor is missing or misshapen
   */
  static PerceptualDistance lpips(NDManager owner, Path file) {
    return LpipsDistance.vgg16(owner, file);
  }

  /**
   * The same from torchvision's VGG16 ("features.0.weight") and lpips' own file of channel weights
   * ("lin0.model.1.weight").
   *
   * @param owner of the weights
   * @throws WeightsException if a tensor is missing or misshapen
   */
  static PerceptualDistance lpips(NDManager owner, Path torchvision, Path channelWeights) {
    return LpipsDistance.vgg16(owner, torchvision, channelWeights);
  }

  /** Which network it is, for a run's description. */
  String name();

  /**
   * One distance a picture, (batch).
   *
   * @param predictions (batch, 3, height, width) in about [-1, 1]; gradients flow back to them
   * @param targets of the same shape; no gradient flows back to them
   */
  NDArray apply(NDArray predictions, NDArray targets);
}
