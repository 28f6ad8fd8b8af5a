package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;

/**
 * z = concat(g(F), g(B), g(m)) (eq. 6), with several layers in the order of {@link
 * LayerLayout#parts}. A mask is encoded as a grey picture, and decoded as the mean of its three
 * channels; the paper does not say how.
 */
record SeparateLatents(ImageAutoencoder network, double scale, LayerLayout layout)
    implements AutoencoderLatents {
  @Override
  public LatentSpace.Kind kind() {
    return LatentSpace.Kind.SEPARATE;
  }

  private int parts() {
    return 2 * layout.layers() + 1;
  }

  private boolean isMask(int part) {
    return part > layout.layers();
  }

  @Override
  public int channels() {
    return parts() * network.configuration().latentChannels();
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredImage> pictures) {
    List<NDArray> parts = layout.parts(PictureTensors.ofLayers(scope, layout, pictures));
    LatentDistribution all = network.encode(parts.get(0));
    for (int part = 1; part < parts.size(); part++) {
      NDArray array = parts.get(part);
      all =
          all.beside(
              network.encode(
                  isMask(part) ? array.repeat(1, LayerLayout.picture().channels()) : array));
    }
    return scaled(all);
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    NDList encoded = unscaled(latents).split(parts(), 1);
    List<NDArray> decoded = new ArrayList<>();
    for (int part = 0; part < encoded.size(); part++) {
      NDArray picture = network.decode(encoded.get(part));
      decoded.add(isMask(part) ? picture.mean(new int[] {1}, true) : picture);
    }
    return PictureTensors.toLayers(decoded);
  }
}
