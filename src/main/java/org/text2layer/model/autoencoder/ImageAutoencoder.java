package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.util.stream.Stream;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.TensorNames.Row;
import org.text2layer.nn.weights.Tensors;

/** Stable Diffusion's autoencoder of plain pictures (the paper's SD-AE). */
public final class ImageAutoencoder extends Autoencoder {
  /** Published files of Stable Diffusion 1 name the attention's layers as they were called once. */
  private static final TensorNames OLD_NAMES =
      TensorNames.of(
          Stream.of("encoder", "decoder")
              .map(part -> part + ".mid_block.attentions.0.")
              .flatMap(
                  at ->
                      Stream.of(
                          Row.of(at + "query", at + "to_q"),
                          Row.of(at + "key", at + "to_k"),
                          Row.of(at + "value", at + "to_v"),
                          Row.of(at + "proj_attn", at + "to_out.0")))
              .toList());

  private ImageAutoencoder(AutoencoderConfiguration configuration) {
    super(configuration, AutoencoderPart.decoder(configuration, configuration.inChannels()));
  }

  /** An autoencoder of this structure, without weights. */
  public static ImageAutoencoder of(AutoencoderConfiguration configuration) {
    return new ImageAutoencoder(configuration);
  }

  /** The tensors of a file, which may be an older one, by today's names. */
  public static Tensors currentNames(Tensors file) {
    return OLD_NAMES.ifAnyIn(file);
  }

  /** Decodes unscaled latents in inference: (batch, channels, height, width), not clamped. */
  public NDArray decode(NDArray latents) {
    return decode(new ParameterStore(latents.getManager(), false), latents, false);
  }

  /** Decodes with or without gradients. */
  public NDArray decode(ParameterStore store, NDArray latents, boolean training) {
    return decoded(store, latents, training);
  }

  @Override
  public NDList outputs(ParameterStore store, NDArray latents, boolean training) {
    return new NDList(decode(store, latents, training));
  }
}
