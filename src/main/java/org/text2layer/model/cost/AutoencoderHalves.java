package org.text2layer.model.cost;

import org.text2layer.model.ImageAutoencoder;
import org.text2layer.model.LayeredAutoencoder;

/** Passes through one half of an autoencoder. */
final class AutoencoderHalves {
  private AutoencoderHalves() {}

  static NetworkCost encoding(LayeredAutoencoder network, Workload workload) {
    int channels = network.configuration().inChannels();
    return DryPass.of(
        "layered encoder",
        network,
        workload,
        run -> network.encode(run, DryPass.pictures(run, workload, channels), false));
  }

  static NetworkCost encoding(ImageAutoencoder network, Workload workload) {
    int channels = network.configuration().inChannels();
    return DryPass.of(
        "encoder",
        network,
        workload,
        run -> network.encode(run, DryPass.pictures(run, workload, channels), false));
  }

  static NetworkCost decoding(LayeredAutoencoder network, Workload workload) {
    int channels = network.configuration().latentChannels();
    return DryPass.of(
        "layered decoder",
        network,
        workload,
        run -> network.decode(run, DryPass.pictures(run, workload, channels), false));
  }

  static NetworkCost decoding(ImageAutoencoder network, Workload workload) {
    int channels = network.configuration().latentChannels();
    return DryPass.of(
        "decoder",
        network,
        workload,
        run -> network.decode(run, DryPass.pictures(run, workload, channels), false));
  }
}
