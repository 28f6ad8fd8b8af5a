package org.text2layer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Map;
import org.text2layer.nn.Convolutions;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.ScriptBlock;

/**
 * Stable Diffusion's autoencoder (diffusers' AutoencoderKL, the paper's SD-AE) on plain pictures.
 * Height and width must be multiples of the configuration's downscale. Thread-safe in inference.
 */
public final class ImageAutoencoder extends NamedBlock {
  /** Published files of Stable Diffusion 1 name the attention's layers as they were called once. */
  private static final Map<String, String> OLD_NAMES =
      Map.of("query", "to_q", "key", "to_k", "value", "to_v", "proj_attn", "to_out.0");

  private final AutoencoderConfiguration configuration;
  private final AutoencoderPart encoder;
  private final AutoencoderPart decoder;
  private final ScriptBlock quantization;
  private final ScriptBlock postQuantization;

  private ImageAutoencoder(AutoencoderConfiguration configuration) {
    this.configuration = configuration;
    int latent = configuration.latentChannels();
    encoder = add("encoder", AutoencoderPart.encoder(configuration));
    decoder = add("decoder", AutoencoderPart.decoder(configuration, configuration.inChannels()));
    quantization = add("quant_conv", Convolutions.moments(latent));
    postQuantization = add("post_quant_conv", Convolutions.POINTWISE.of(latent, latent));
  }

  /** An autoencoder of this structure, without weights. */
  public static ImageAutoencoder of(AutoencoderConfiguration configuration) {
    return new ImageAutoencoder(configuration);
  }

  /** The structure. */
  public AutoencoderConfiguration configuration() {
    return configuration;
  }

  /** Today's name of a tensor that an older file may name otherwise. */
  public static String currentName(String name) {
    String[] parts = name.split("\\.(?=[^.]+$)", 2);
    int layer = parts[0].lastIndexOf('.') + 1;
    String current = OLD_NAMES.get(parts[0].substring(layer));
    boolean old = current != null && name.contains(".attentions.");
    return old ? parts[0].substring(0, layer) + current + "." + parts[1] : name;
  }

  /**
   * Encodes in inference.
   *
   * @param pictures (batch, channels, height, width) in [-1, 1]
   */
  public LatentDistribution encode(NDArray pictures) {
    return encode(new ParameterStore(pictures.getManager(), false), pictures, false);
  }

  /** Encodes with or without gradients. */
  public LatentDistribution encode(ParameterStore store, NDArray pictures, boolean training) {
    NDArray moments = encoder.apply(store, pictures, training);
    return LatentDistribution.of(quantization.consume(store, moments, training));
  }

  /** Decodes unscaled latents in inference: (batch, channels, height, width), not clamped. */
  public NDArray decode(NDArray latents) {
    return decode(new ParameterStore(latents.getManager(), false), latents, false);
  }

  /** Decodes with or without gradients. */
  public NDArray decode(ParameterStore store, NDArray latents, boolean training) {
    NDArray hidden = postQuantization.apply(store, latents, training);
    return decoder.apply(store, hidden, training);
  }

  /** Reconstructs: decodes the mean of what was encoded. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray latents = encode(store, inputs.singletonOrThrow(), training).mean();
    return new NDList(decode(store, latents, training));
  }
}
