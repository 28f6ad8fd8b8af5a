package org.text2layer.pipeline;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.text2layer.model.autoencoder.Autoencoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.nn.weights.WeightsException;

/** The latent spaces that the library has: the paper's, and those of its baselines. */
public enum LatentKind {
  /** CaT2I-AE's, the paper's. */
  LAYERED("one CaT2I-AE latent of F, B and m") {
    @Override
    LatentSpace read(ModelFolder folder, NDManager manager, Precision precision) {
      AutoencoderConfiguration structure = structure(folder);
      if (!structure.isLayered()) {
        throw new WeightsException(
            "Expected a model of layers in %s but its autoencoder has %s channels: use StableDiffusion for plain pictures."
                .formatted(folder.folder(), structure.inChannels()));
      }
      return LatentSpace.layered(
          loaded(LayeredAutoencoder.of(structure), folder, manager, precision));
    }
  },
  /** SD-AE-UNet's (eq. 6). */
  SEPARATE("SD-AE's latents of F, B and m side by side") {
    @Override
    LatentSpace read(ModelFolder folder, NDManager manager, Precision precision) {
      ImageAutoencoder autoencoder = plain(folder, manager, precision);
      return LatentSpace.separate(autoencoder, autoencoder.configuration().latentScale());
    }
  },
  /** SD-LAION-L2I's, and Stable Diffusion's. */
  COMPOSED("SD-AE's latent of the whole picture") {
    @Override
    LatentSpace read(ModelFolder folder, NDManager manager, Precision precision) {
      return LatentSpace.composed(plain(folder, manager, precision));
    }
  },
  /** No autoencoder. */
  PIXELS("F, B and m as pixels") {
    @Override
    LatentSpace read(ModelFolder folder, NDManager manager, Precision precision) {
      return LatentSpace.pixels();
    }
  };

  static final String CONFIGURATION = "vae/config.json";
  static final String WEIGHTS = "vae/diffusion_pytorch_model";

  private final String label;

  LatentKind(String label) {
    this.label = label;
  }

  /** In some words. */
  String label() {
    return label;
  }

  /** Whether pictures come in layers. */
  public boolean hasLayers() {
    return this != COMPOSED;
  }

  /** The kind that a folder's index names by its lower-case name. */
  static Optional<LatentKind> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.toString().equals(key)).findFirst();
  }

  /** The kind of a space; empty if it is the user's own. */
  static Optional<LatentKind> of(LatentSpace space) {
    return space instanceof AutoencoderLatents latents
        ? Optional.of(latents.kind())
        : space instanceof LayeredPixels ? Optional.of(PIXELS) : Optional.empty();
  }

  /** As an index names it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract LatentSpace read(ModelFolder folder, NDManager manager, Precision precision);

  private static AutoencoderConfiguration structure(ModelFolder folder) {
    return AutoencoderConfiguration.fromJson(folder.json(CONFIGURATION));
  }

  private static ImageAutoencoder plain(
      ModelFolder folder, NDManager manager, Precision precision) {
    AutoencoderConfiguration structure = structure(folder);
    if (structure.inChannels() != LayerLayout.picture().channels()) {
      throw new WeightsException(
          "Expected an autoencoder of pictures with 3 channels in %s but it has %s: give a folder of Stable Diffusion v1 or v2."
              .formatted(folder.folder(), structure.inChannels()));
    }
    return loaded(ImageAutoencoder.of(structure), folder, manager, precision);
  }

  private static <B extends Autoencoder> B loaded(
      B autoencoder, ModelFolder folder, NDManager manager, Precision precision) {
    try (Safetensors tensors = folder.weights(WEIGHTS)) {
      Weights.load(autoencoder, manager, precision, tensors, "", ImageAutoencoder::currentName);
    }
    return autoencoder;
  }
}
