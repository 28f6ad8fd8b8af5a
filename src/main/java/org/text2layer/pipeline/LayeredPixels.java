package org.text2layer.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.autoencoder.LatentDistribution;
import org.text2layer.model.autoencoder.LayerLayout;

/** F, B and 2m − 1 as they are: diffusion in pixel space. */
record LayeredPixels(LayerLayout layout) implements LatentSpace {
  @Override
  public String description() {
    return LatentSpace.Kind.PIXELS.label(layout);
  }

  @Override
  public int channels() {
    return layout.channels();
  }

  @Override
  public int downscale() {
    return 1;
  }

  @Override
  public LatentDistribution encode(NDManager scope, List<LayeredImage> pictures) {
    return LatentDistribution.exact(PictureTensors.ofLayers(scope, layout, pictures));
  }

  @Override
  public List<LayeredImage> decode(NDArray latents) {
    return PictureTensors.toLayers(layout.parts(latents));
  }
}
