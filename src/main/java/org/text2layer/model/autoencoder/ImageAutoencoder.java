package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.util.Map;

/** Stable Diffusion's autoencoder of plain pictures (the paper's SD-AE). */
public final class ImageAutoencoder extends Autoencoder {
  /** Published files of Stable Diffusion 1 name the attention's layers as they were called once. */
  private static final Map<String, String> OLD_NAMES =
      Map.of("query", "to_q", "key", "to_k", "value", "to_v", "proj_attn", "to_out.0");

  private ImageAutoencoder(AutoencoderConfiguration configuration) {
    super(configuration, AutoencoderPart.decoder(configuration, configuration.inChannels()));
  }

  /** An autoencoder of this structure, without weights. */
  public static ImageAutoencoder of(AutoencoderConfiguration configuration) {
    return new ImageAutoencoder(configuration);
  }

  /** Today's name of a tensor that an older file may name otherwise. */
  public static String currentName(String name) {
    String[] parts = name.split("\\.(?=[^.]+$)", 2);
    int layer = parts[0].lastIndexOf('.') + 1;
    String current = OLD_NAMES.get(parts[0].substring(layer));
    boolean old = current != null && name.contains(".attentions.");
    return old ? parts[0].substring(0, layer) + current + "." + parts[1] : name;
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
