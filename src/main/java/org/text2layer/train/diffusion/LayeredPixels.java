package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.LatentDistribution;
import org.text2layer.model.LayeredPrediction;
import org.text2layer.model.PictureTensors;

/** F, B and 2m − 1 as they are: diffusion in pixel space. */
record LayeredPixels(int pictureSize) implements LatentSpace {
  private static final int CHANNELS = 7;

  @Override
  public String description() {
    return "pixels of layers of " + pictureSize + " pixels";
  }

  @Override
  public Shape shape() {
    return new Shape(CHANNELS, pictureSize, pictureSize);
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredSample> samples) {
    return Latents.exact(
        PictureTensors.ofLayers(scope, samples.stream().map(LayeredSample::layers).toList()));
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    NDArray foreground = latents.get(":, 0:3");
    return PictureTensors.toLayers(
        new LayeredPrediction(
            foreground, latents.get(":, 3:6"), latents.get(":, 6:7"), foreground));
  }
}
