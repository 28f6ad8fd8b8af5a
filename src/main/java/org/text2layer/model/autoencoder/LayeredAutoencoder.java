package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.ScriptBlock;

/**
 * CaT2I-AE, the paper's composition-aware autoencoder (IV-B): one latent for foreground, background
 * and mask, and one head for each of them and for the composed picture. With several layers there
 * is a head for each layer's colours and one for its mask.
 */
public final class LayeredAutoencoder extends Autoencoder {
  /** The name of the head for the composed picture. */
  public static final String COMPOSITE = "composite";

  private final List<ScriptBlock> heads;

  private LayeredAutoencoder(AutoencoderConfiguration configuration) {
    super(configuration, AutoencoderPart.headlessDecoder(configuration));
    int width = configuration.channels().get(0);
    List<String> names = new ArrayList<>(configuration.layout().names());
    names.add(COMPOSITE);
    heads =
        names.stream()
            .map(
                name ->
                    add(
                        "heads." + name,
                        DiffusionBlocks.head(width, name.startsWith("mask") ? 1 : 3)))
            .toList();
  }

  /** An autoencoder of this structure, without weights. */
  public static LayeredAutoencoder of(AutoencoderConfiguration configuration) {
    if (!configuration.isLayered()) {
      throw new IllegalArgumentException(
          "Expected 4N + 3 input channels (colours and masks of N layers, 1 to %s, and a background) but the configuration has %s: use ImageAutoencoder for plain pictures."
              .formatted(LayerLayout.MOST, configuration.inChannels()));
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
    int parts = outputs.size() - 1;
    return new LayeredPrediction(outputs.subList(0, parts), outputs.get(parts));
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
