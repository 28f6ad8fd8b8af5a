package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.text2layer.model.UNet;
import org.text2layer.model.UNetConfiguration;
import org.text2layer.nn.FreshWeights;
import org.text2layer.nn.ModelFolder;
import org.text2layer.nn.Safetensors;
import org.text2layer.nn.WeightsException;

/**
 * Stable Diffusion's UNet with more input and output channels, to begin a training with (paper,
 * V-A: SD-AE-UNet (ft)). The paper does not say how the new channels begin.
 */
public final class WidenedUNet {
  private static final String CONFIGURATION = "unet/config.json";
  private static final String WEIGHTS = "unet/diffusion_pytorch_model";
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
   * Reads a model in diffusers' layout and widens it; frozen until a training says otherwise.
   *
   * @param channels in and out; a multiple of the model's
   * @param manager owns the parameters
   * @throws WeightsException if the folder's UNet cannot be read, or has other parameters
   * @throws IllegalArgumentException if the channels are no multiple
   */
  public static UNet load(ModelFolder folder, int channels, NewChannels begin, NDManager manager) {
    UNetConfiguration narrow = UNetConfiguration.fromJson(folder.json(CONFIGURATION));
    if (channels % narrow.inChannels() != 0 || channels % narrow.outChannels() != 0) {
      throw new IllegalArgumentException(
          "Expected a multiple of the %d channels in and %d out of %s but came %d: give one latent after the other."
              .formatted(narrow.inChannels(), narrow.outChannels(), folder.folder(), channels));
    }
    UNet unet = UNet.of(widened(narrow, channels));
    FreshWeights.draw(unet, manager, 0);
    unet.setTrainable(false);
    Map<String, Parameter> parameters = unet.namedParameters();
    try (Safetensors tensors = folder.weights(WEIGHTS)) {
      if (!tensors.names().containsAll(parameters.keySet())) {
        throw new WeightsException(
            "Expected the %d tensors of a UNet2DConditionModel in %s but some are missing: give the weights that belong to its configuration."
                .formatted(parameters.size(), tensors.file()));
      }
      parameters.forEach(
          (name, parameter) -> {
            try (NDManager scope = manager.newSubManager()) {
              NDArray old = tensors.load(scope, name);
              NDArray target = parameter.getArray();
              widen(name, old, target, begin).reshape(target.getShape()).copyTo(target);
            }
          });
    }
    return unet;
  }

  private static UNetConfiguration widened(UNetConfiguration narrow, int channels) {
    return new UNetConfiguration(
        narrow.sampleSize(),
        channels,
        channels,
        narrow.channels(),
        narrow.layersPerBlock(),
        narrow.contextWidth(),
        narrow.heads(),
        narrow.attention(),
        narrow.normGroups(),
        narrow.linearProjection());
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
