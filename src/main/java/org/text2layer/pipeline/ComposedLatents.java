package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.autoencoder.LatentDistribution;

/** The latent of the whole picture; layers are not seen (paper, V-A: SD-LAION-L2I). */
record ComposedLatents(ImageAutoencoder network, double scale) implements AutoencoderLatents {
  @Override
  public LatentSpace.Kind kind() {
    return LatentSpace.Kind.COMPOSED;
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredImage> pictures) {
    NDArray array =
        PictureTensors.ofPictures(scope, pictures.stream().map(LayeredImage::backdrop).toList());
    return scaled(network.encode(array));
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    return PictureTensors.toPictures(network.decode(unscaled(latents))).stream()
        .map(picture -> LayeredImage.of(picture, List.of()))
        .toList();
  }
}
