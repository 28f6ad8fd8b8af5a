package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.ImageAutoencoder;
import org.text2layer.model.LatentDistribution;
import org.text2layer.model.LayeredPrediction;
import org.text2layer.model.PictureTensors;

/**
 * z = concat(g(F), g(B), g(m)) (eq. 6). The mask is encoded as a grey picture, and decoded as the
 * mean of its three channels; the paper does not say how.
 */
record SeparateLatents(ImageAutoencoder autoencoder, int pictureSize) implements LatentSpace {
  private static final int PARTS = 3;

  @Override
  public String description() {
    return "three latents of SD-AE "
        + autoencoder.configuration().toJson()
        + " of "
        + pictureSize
        + " pixels";
  }

  @Override
  public Shape shape() {
    int size = pictureSize / autoencoder.configuration().downscale();
    return new Shape(PARTS * autoencoder.configuration().latentChannels(), size, size);
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredSample> samples) {
    NDArray layers =
        PictureTensors.ofLayers(scope, samples.stream().map(LayeredSample::layers).toList());
    NDArray mask = layers.get(":, 6:7").repeat(1, 3);
    LatentDistribution foreground = autoencoder.encode(layers.get(":, 0:3"));
    LatentDistribution background = autoencoder.encode(layers.get(":, 3:6"));
    LatentDistribution grey = autoencoder.encode(mask);
    LatentDistribution all =
        new LatentDistribution(
            foreground.mean().concat(background.mean(), 1).concat(grey.mean(), 1),
            foreground
                .logVariance()
                .concat(background.logVariance(), 1)
                .concat(grey.logVariance(), 1));
    return Latents.scaled(all, autoencoder.configuration().latentScale());
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    NDList parts = latents.div((float) autoencoder.configuration().latentScale()).split(PARTS, 1);
    NDArray foreground = autoencoder.decode(parts.get(0));
    NDArray mask = autoencoder.decode(parts.get(2)).mean(new int[] {1}, true);
    return PictureTensors.toLayers(
        new LayeredPrediction(foreground, autoencoder.decode(parts.get(1)), mask, foreground));
  }
}
