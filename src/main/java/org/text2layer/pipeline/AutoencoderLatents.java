package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import org.text2layer.model.autoencoder.Autoencoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.nn.weights.Weights;

/** The latent spaces that an autoencoder makes. */
interface AutoencoderLatents extends LatentSpace {
  LatentSpace.Kind kind();

  Autoencoder network();

  /** What brings latents to the size that a diffusion model expects, above 0. */
  double scale();

  default LatentDistribution scaled(LatentDistribution latents) {
    return latents.scaled(scale());
  }

  default NDArray unscaled(NDArray latents) {
    return latents.div((float) scale());
  }

  /** As the file beside the network says it, with the scale. */
  default AutoencoderConfiguration configuration() {
    return network().configuration().withLatentScale(scale());
  }

  @Override
  default String description() {
    return "%s, %s #%.16s"
        .formatted(kind().label(layout()), configuration().toJson(), Weights.checksum(network()));
  }

  @Override
  default LayerLayout layout() {
    return network().configuration().layout();
  }

  @Override
  default int channels() {
    return network().configuration().latentChannels();
  }

  @Override
  default int downscale() {
    return network().configuration().downscale();
  }
}
