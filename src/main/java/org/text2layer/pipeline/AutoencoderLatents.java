package org.text2layer.pipeline;

import org.text2layer.model.autoencoder.Autoencoder;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.nn.weights.Weights;

/** The latent spaces that an autoencoder makes. */
interface AutoencoderLatents extends LatentSpace {
  LatentKind kind();

  Autoencoder network();

  LatentScale scale();

  /** As the file beside the network says it, with the scale. */
  default AutoencoderConfiguration configuration() {
    return network().configuration().withLatentScale(scale().value());
  }

  @Override
  default String description() {
    return "%s, %s #%.16s"
        .formatted(kind().label(), configuration().toJson(), Weights.checksum(network()));
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
