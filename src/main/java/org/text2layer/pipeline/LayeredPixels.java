package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.autoencoder.LayeredPrediction;

/** F, B and 2m − 1 as they are: diffusion in pixel space. */
record LayeredPixels() implements LatentSpace {
  @Override
  public String description() {
    return LatentSpace.Kind.PIXELS.label();
  }

  @Override
  public LayerLayout layout() {
    return LayerLayout.layered();
  }

  @Override
  public int channels() {
    return layout().channels();
  }

  @Override
  public int downscale() {
    return 1;
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredImage> pictures) {
    return LatentDistribution.exact(PictureTensors.ofLayers(scope, pictures));
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    NDArray foreground = layout().foreground(latents);
    return PictureTensors.toLayers(
        new LayeredPrediction(
            foreground, layout().background(latents), layout().mask(latents), foreground));
  }
}
