package org.text2layer.experiment.method;

import org.text2layer.data.LayeredSample;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

/** Layered samples at another size, foregrounds black again where their masks are faint. */
public final class Reduction {
  /** Below, foregrounds are black by definition (paper, III-B). */
  private static final float VISIBLE = 0.1f;

  private Reduction() {}

  /** The same sample as a square of this side, averaged over areas; itself if it is one. */
  public static LayeredSample of(LayeredSample sample, int size) {
    RgbImage picture = sample.picture();
    if (picture.width() == size && picture.height() == size) {
      return sample;
    }
    LayeredImage layers =
        sample.layers().resized(size, size, Resampling.BOX).mapLayers(Reduction::visible);
    return new LayeredSample(sample.caption(), picture.resized(size, size, Resampling.BOX), layers);
  }

  private static ImageLayer visible(ImageLayer layer) {
    return new ImageLayer(layer.name(), layer.colour().where(layer.mask(), VISIBLE), layer.mask());
  }
}
