package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.ImageAutoencoder;
import org.text2layer.model.LatentDistribution;
import org.text2layer.model.PictureTensors;

/** The latent of the whole picture I; layers are not seen (paper, V-A: SD-LAION-L2I). */
record ComposedLatents(ImageAutoencoder autoencoder, int pictureSize) implements LatentSpace {
  @Override
  public String description() {
    return "SD-AE "
        + autoencoder.configuration().toJson()
        + " of whole pictures of "
        + pictureSize
        + " pixels";
  }

  @Override
  public Shape shape() {
    int size = pictureSize / autoencoder.configuration().downscale();
    return new Shape(autoencoder.configuration().latentChannels(), size, size);
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredSample> samples) {
    NDArray pictures =
        PictureTensors.ofPictures(scope, samples.stream().map(LayeredSample::picture).toList());
    return Latents.scaled(autoencoder.encode(pictures), autoencoder.configuration().latentScale());
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    NDArray raw = latents.div((float) autoencoder.configuration().latentScale());
    return PictureTensors.toPictures(autoencoder.decode(raw)).stream()
        .map(picture -> LayeredImage.of(picture, List.of()))
        .toList();
  }
}
