package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.LatentDistribution;
import org.text2layer.model.LayeredAutoencoder;
import org.text2layer.model.PictureTensors;

/** One latent for F, B and m (paper, IV-B). */
record LayeredLatents(LayeredAutoencoder autoencoder, int pictureSize) implements LatentSpace {
  @Override
  public String description() {
    return "CaT2I-AE " + autoencoder.configuration().toJson() + " of " + pictureSize + " pixels";
  }

  @Override
  public Shape shape() {
    int size = pictureSize / autoencoder.configuration().downscale();
    return new Shape(autoencoder.configuration().latentChannels(), size, size);
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredSample> samples) {
    NDArray layers =
        PictureTensors.ofLayers(scope, samples.stream().map(LayeredSample::layers).toList());
    return Latents.scaled(autoencoder.encode(layers), autoencoder.configuration().latentScale());
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    float scale = (float) autoencoder.configuration().latentScale();
    return PictureTensors.toLayers(autoencoder.decode(latents.div(scale)));
  }
}
