package org.text2layer.pipeline;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.model.layerdiffuse.AttentionSharing;
import org.text2layer.model.layerdiffuse.TransparentDecoder;
import org.text2layer.model.layerdiffuse.TransparentEncoder;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

/**
 * LayerDiffuse's public weights for Stable Diffusion 1.5, by the names that their files have on the
 * hub (LayerDiffusion/layerdiffusion-v1).
 *
 * @param path of the folder
 */
public record LayerDiffuseFolder(Path path) {
  static final String DECODER = "layer_sd15_vae_transparent_decoder";
  static final String ENCODER = "layer_sd15_vae_transparent_encoder";

  /** What is generated together. */
  public enum Frames {
    /** A foreground with its transparency. */
    FOREGROUND(1, "layer_sd15_transparent_attn"),
    /** Foreground, background, and both blended. */
    JOINT(3, "layer_sd15_joint");

    private final int number;
    private final String file;

    Frames(int number, String file) {
      this.number = number;
      this.file = file;
    }
  }

  /**
   * Stable Diffusion 1.5 with these weights: a model of layered pictures, whose UNet, autoencoder
   * and text encoder stay the plain model's. The transparent encoder is read if it is there.
   *
   * @param plain a model of plain pictures
   * @param manager owns the parameters of what is read here, on its device
   * @param precision of the attention; transparent decoder and encoder are held in 32 bits
   * @throws WeightsException if a file is missing, or tensors are missing, unknown or misshapen:
   *     all in one message, by the files' own names
   */
  public LatentDiffusion join(
      LatentDiffusion plain, Frames frames, NDManager manager, Precision precision) {
    if (!(plain.space() instanceof ComposedLatents space)) {
      throw new IllegalArgumentException(
          "Expected Stable Diffusion's latents of plain pictures but came %s: load Stable Diffusion 1.5."
              .formatted(plain.space().description()));
    }
    ModelFolder folder = new ModelFolder(path);
    folder.require(
        List.of(),
        List.of(frames.file, DECODER),
        "put the files of LayerDiffusion/layerdiffusion-v1 there under their own names");
    List<Tensors> opened = new ArrayList<>();
    try {
      Tensors attention = opened(folder, frames.file, opened);
      AttentionSharing sharing = AttentionSharing.of(plain.unet(), frames.number, attention);
      Tensors decoding = opened(folder, DECODER, opened);
      TransparentDecoder decoder = TransparentDecoder.of(decoding);
      Map<NamedBlock, Tensors> parts = new LinkedHashMap<>();
      parts.put(sharing, sharing.names(attention));
      parts.put(decoder, decoding);
      Optional<TransparentEncoder> encoder = Optional.empty();
      if (folder.has(ENCODER + ".safetensors")) {
        Tensors encoding = opened(folder, ENCODER, opened);
        encoder = Optional.of(TransparentEncoder.of(encoding));
        parts.put(encoder.get(), encoding);
      }
      Weights.requireFit(parts);
      parts.forEach(
          (block, tensors) ->
              Weights.load(
                  block, manager, block == sharing ? precision : Precision.FLOAT32, tensors));
      TransparentLatents latents = new TransparentLatents(space, sharing, decoder, encoder);
      return plain.inFrames(latents, latents.denoiser(plain.text().positions()));
    } finally {
      opened.forEach(Tensors::close);
    }
  }

  private static Tensors opened(ModelFolder folder, String name, List<Tensors> opened) {
    Tensors tensors = folder.weights(name);
    opened.add(tensors);
    return tensors;
  }
}
