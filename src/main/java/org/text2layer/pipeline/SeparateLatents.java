package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredPrediction;

/**
 * z = concat(g(F), g(B), g(m)) (eq. 6). The mask is encoded as a grey picture, and decoded as the
 * mean of its three channels; the paper does not say how.
 */
record SeparateLatents(ImageAutoencoder network, double scale) implements AutoencoderLatents {
  private static final int PARTS = 3;

  @Override
  public LatentSpace.Kind kind() {
    return LatentSpace.Kind.SEPARATE;
  }

  @Override
  public int channels() {
    return PARTS * network.configuration().latentChannels();
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredImage> pictures) {
    NDArray layers = PictureTensors.ofLayers(scope, pictures);
    NDArray grey = layout().mask(layers).repeat(1, LayerLayout.picture().channels());
    LatentDistribution foreground = network.encode(layout().foreground(layers));
    LatentDistribution background = network.encode(layout().background(layers));
    return scaled(foreground.beside(background).beside(network.encode(grey)));
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    NDList parts = unscaled(latents).split(PARTS, 1);
    NDArray foreground = network.decode(parts.get(0));
    NDArray mask = network.decode(parts.get(2)).mean(new int[] {1}, true);
    return PictureTensors.toLayers(
        new LayeredPrediction(foreground, network.decode(parts.get(1)), mask, foreground));
  }
}
