package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.stream.Stream;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.ScriptBlock;

/**
 * CaT2I-AE, the paper's composition-aware autoencoder (IV-B): one latent for foreground, background
 * and mask, and one head for each of them and for the composed picture.
 */
public final class LayeredAutoencoder extends Autoencoder {
  private final List<ScriptBlock> heads;

  private LayeredAutoencoder(AutoencoderConfiguration configuration) {
    super(configuration, AutoencoderPart.headlessDecoder(configuration));
    int width = configuration.channels().get(0);
    heads =
        Stream.of("foreground", "background", "mask", "composite")
            .map(
                name ->
                    add("heads." + name, DiffusionBlocks.head(width, name.equals("mask") ? 1 : 3)))
            .toList();
  }

  /** An autoencoder of this structure, without weights. */
  public static LayeredAutoencoder of(AutoencoderConfiguration configuration) {
    if (!configuration.isLayered()) {
      throw new IllegalArgumentException(
          "Expected %s input channels (foreground, background, mask) but the configuration has %s: use ImageAutoencoder for plain pictures."
              .formatted(LayerLayout.layered().channels(), configuration.inChannels()));
    }
    return new LayeredAutoencoder(configuration);
  }

  /**
   * Decodes in inference.
   *
   * @param latents (batch, latentChannels, height / downscale, width / downscale), not scaled
   */
  public LayeredPrediction decode(NDArray latents) {
    return decode(new ParameterStore(latents.getManager(), false), latents, false);
  }

  /** Decodes with or without gradients. */
  public LayeredPrediction decode(ParameterStore store, NDArray latents, boolean training) {
    NDList outputs = outputs(store, latents, training);
    return new LayeredPrediction(outputs.get(0), outputs.get(1), outputs.get(2), outputs.get(3));
  }

  @Override
  public NDList outputs(ParameterStore store, NDArray latents, boolean training) {
    NDArray activation = decoded(store, latents, training);
    NDList outputs = new NDList();
    heads.forEach(head -> outputs.add(head.apply(store, activation, training)));
    if (!training) {
      activation.close();
    }
    return outputs;
  }
}
