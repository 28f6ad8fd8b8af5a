package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * What the autoencoders of pictures and of layers have in common (diffusers' AutoencoderKL): all
 * but what comes after the decoder's body. Height and width must be multiples of the
 * configuration's downscale. Thread-safe in inference.
 */
public abstract sealed class Autoencoder extends NamedBlock
    permits ImageAutoencoder, LayeredAutoencoder {
  private final AutoencoderConfiguration configuration;
  private final AutoencoderPart encoder;
  private final AutoencoderPart decoder;
  private final ScriptBlock quantization;
  private final ScriptBlock postQuantization;

  Autoencoder(AutoencoderConfiguration configuration, AutoencoderPart decoder) {
    this.configuration = configuration;
    int latent = configuration.latentChannels();
    encoder = add("encoder", AutoencoderPart.encoder(configuration));
    this.decoder = add("decoder", decoder);
    quantization = add("quant_conv", Convolutions.moments(latent));
    postQuantization = add("post_quant_conv", Convolutions.POINTWISE.of(latent, latent));
  }

  /** Of layers or of pictures, as the configuration's channels say; without weights. */
  public static Autoencoder of(AutoencoderConfiguration configuration) {
    return configuration.isLayered()
        ? LayeredAutoencoder.of(configuration)
        : ImageAutoencoder.of(configuration);
  }

  /** The structure. */
  public final AutoencoderConfiguration configuration() {
    return configuration;
  }

  /**
   * Encodes in inference.
   *
   * @param pictures (batch, inChannels, height, width) in [-1, 1], as the {@link LayerLayout} says
   */
  public final LatentDistribution encode(NDArray pictures) {
    return encode(new ParameterStore(pictures.getManager(), false), pictures, false);
  }

  /** Encodes with or without gradients. */
  public final LatentDistribution encode(ParameterStore store, NDArray pictures, boolean training) {
    NDArray moments = encoder.apply(store, pictures, training);
    return LatentDistribution.of(quantization.consume(store, moments, training));
  }

  /** What the decoder's body makes of latents that are not scaled. */
  final NDArray decoded(ParameterStore store, NDArray latents, boolean training) {
    NDArray hidden = postQuantization.apply(store, latents, training);
    return decoder.apply(store, hidden, training);
  }

  /** All that decoding gives: a picture, or the heads' outputs in their order. */
  public abstract NDList outputs(ParameterStore store, NDArray latents, boolean training);

  /** Reconstructs: decodes the mean of what was encoded. */
  @Override
  protected final NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray latents = encode(store, inputs.singletonOrThrow(), training).mean();
    return outputs(store, latents, training);
  }
}
