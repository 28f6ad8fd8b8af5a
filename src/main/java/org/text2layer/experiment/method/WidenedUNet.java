package org.text2layer.experiment.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.nn.weights.Weights;

/**
 * Stable Diffusion's UNet with more input and output channels, to begin a training with (paper,
 * V-A: SD-AE-UNet (ft)). The paper does not say how the new channels begin.
 */
final class WidenedUNet {
  private static final String INPUT = "conv_in.weight";
  private static final String OUTPUT = "conv_out.";

  private WidenedUNet() {}

  /** How the new channels begin. */
  public enum NewChannels {
    /**
     * With weights of 0, as Stable Diffusion's inpainting model began its five new inputs: the
     * first channels are predicted as before, the others as 0.
     */
    ZEROS,
    /**
     * As copies of the old ones, the inputs' divided by their number so that the first layer's
     * activations keep their size: each group of channels begins as a model of its own. For latents
     * of one autoencoder side by side, as in eq. 6.
     */
    COPIES
  }

  /**
   * Widens the UNet of a model, which stays as it is; the wide one is frozen until a training says
   * otherwise.
   *
   * @param narrow with weights in 32 bits: Stable Diffusion's, for example
   * @param channels in and out; a multiple of the model's
   * @param manager owns the parameters
   * @throws IllegalArgumentException if the channels are no multiple
   */
  public static UNet of(UNet narrow, int channels, NewChannels begin, NDManager manager) {
    UNetConfiguration structure = narrow.configuration();
    if (channels % structure.inChannels() != 0 || channels % structure.outChannels() != 0) {
      throw new IllegalArgumentException(
          "Expected a multiple of the UNet's %s channels in and %s out but came %s: give one latent after the other."
              .formatted(structure.inChannels(), structure.outChannels(), channels));
    }
    UNet unet = UNet.of(structure.ofLatents(channels, structure.sampleSize()));
    FreshWeights.draw(unet, manager, 0);
    unet.setTrainable(false);
    Map<String, NDArray> from = Weights.of(narrow);
    Weights.of(unet)
        .forEach(
            (name, target) -> {
              try (NDManager scope = manager.newSubManager()) {
                NDArray old = from.get(name).duplicate();
                old.attach(scope);
                widen(name, old, target, begin).reshape(target.getShape()).copyTo(target);
              }
            });
    return unet;
  }

  private static NDArray widen(String name, NDArray old, NDArray target, NewChannels begin) {
    int axis = name.equals(INPUT) ? 1 : 0;
    boolean grows = name.equals(INPUT) || name.startsWith(OUTPUT);
    if (!grows || old.getShape().equals(target.getShape())) {
      return old;
    }
    int copies = Math.toIntExact(target.getShape().get(axis) / old.getShape().get(axis));
    NDArray first = begin == NewChannels.COPIES && axis == 1 ? old.div(copies) : old;
    NDArray more = begin == NewChannels.COPIES ? first : first.zerosLike();
    NDArray all = first;
    for (int copy = 1; copy < copies; copy++) {
      all = all.concat(more, axis);
    }
    return all;
  }
}
