package org.text2layer.pipeline;

import org.text2layer.model.AutoencoderConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.Weights;

/** The latent spaces that an autoencoder makes. */
interface AutoencoderLatents extends LatentSpace {
  LatentKind kind();

  NamedBlock network();

  /** Of the network as it is, whatever its scale. */
  AutoencoderConfiguration structure();

  LatentScale scale();

  /** As the file beside the network says it, with the scale. */
  default AutoencoderConfiguration configuration() {
    return structure().withLatentScale(scale().value());
  }

  @Override
  default String description() {
    return "%s, %s #%.16s"
        .formatted(kind().label(), configuration().toJson(), Weights.checksum(network()));
  }

  @Override
  default int channels() {
    return structure().latentChannels();
  }

  @Override
  default int downscale() {
    return structure().downscale();
  }
}
