package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.stream.Stream;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.DiffusionBlocks;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * CaT2I-AE, the paper's composition-aware autoencoder (IV-B): one latent for foreground, background
 * and mask, and one head for each of them and for the composed picture. Height and width must be
 * multiples of the configuration's downscale. Thread-safe in inference.
 */
public final class LayeredAutoencoder extends NamedBlock {
  private final AutoencoderConfiguration configuration;
  private final AutoencoderPart encoder;
  private final AutoencoderPart decoder;
  private final ScriptBlock quantization;
  private final ScriptBlock postQuantization;
  private final List<ScriptBlock> heads;

  private LayeredAutoencoder(AutoencoderConfiguration configuration) {
    this.configuration = configuration;
    int latent = configuration.latentChannels();
    int width = configuration.channels().get(0);
    encoder = add("encoder", AutoencoderPart.encoder(configuration));
    decoder = add("decoder", AutoencoderPart.headlessDecoder(configuration));
    quantization = add("quant_conv", Convolutions.moments(latent));
    postQuantization = add("post_quant_conv", Convolutions.POINTWISE.of(latent, latent));
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
          "Expected %d input channels (foreground, background, mask) but the configuration has %d: use ImageAutoencoder for plain pictures."
              .formatted(LayerLayout.layered().channels(), configuration.inChannels()));
    }
    return new LayeredAutoencoder(configuration);
  }

  /** The structure. */
  public AutoencoderConfiguration configuration() {
    return configuration;
  }

  /**
   * Encodes in inference.
   *
   * @param layers (batch, 7, height, width): foreground, background, 2m - 1, all in [-1, 1]
   */
  public LatentDistribution encode(NDArray layers) {
    return encode(new ParameterStore(layers.getManager(), false), layers, false);
  }

  /** Encodes with or without gradients. */
  public LatentDistribution encode(ParameterStore store, NDArray layers, boolean training) {
    NDArray moments = encoder.apply(store, layers, training);
    return LatentDistribution.of(quantization.consume(store, moments, training));
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
    NDArray hidden = postQuantization.apply(store, latents, training);
    NDArray activation = decoder.apply(store, hidden, training);
    List<NDArray> outputs =
        heads.stream().map(head -> head.apply(store, activation, training)).toList();
    if (!training) {
      activation.close();
    }
    return new LayeredPrediction(outputs.get(0), outputs.get(1), outputs.get(2), outputs.get(3));
  }

  /** Reconstructs: decodes the mean of what was encoded; four outputs in the heads' order. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray latents = encode(store, inputs.singletonOrThrow(), training).mean();
    LayeredPrediction layers = decode(store, latents, training);
    return new NDList(layers.foreground(), layers.background(), layers.mask(), layers.composite());
  }
}
