package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayeredAutoencoder;

/** One latent for F, B and m (paper, IV-B), or for more layers. */
record LayeredLatents(LayeredAutoencoder network, double scale) implements AutoencoderLatents {
  @Override
  public LatentSpace.Kind kind() {
    return LatentSpace.Kind.LAYERED;
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredImage> pictures) {
    return scaled(network.encode(PictureTensors.ofLayers(scope, layout(), pictures)));
  }

  /** Without scaling there and back, which would round twice. */
  @Override
  public List<LayeredImage> reconstruct(NDManager scope, List<LayeredImage> pictures) {
    NDArray mean = network.encode(PictureTensors.ofLayers(scope, layout(), pictures)).mean();
    return PictureTensors.toLayers(network.decode(mean).parts());
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    return PictureTensors.toLayers(network.decode(unscaled(latents)).parts());
  }
}
