package org.text2layer.image.export;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/** Rounds images to what 8-bit files hold. */
final class EightBit {
  private EightBit() {}

  /**
   * Each part rounded to the nearest level. What is composed of the result is what other programs
   * compose of the files, while rounding the composed image alone may differ by some levels.
   */
  static LayeredImage rounded(LayeredImage image) {
    List<ImageLayer> layers = new ArrayList<>();
    for (ImageLayer layer : image.layers()) {
      Mask mask = Mask.from(layer.mask().toBufferedImage());
      layers.add(new ImageLayer(layer.name(), rounded(layer.colour()), mask));
    }
    return LayeredImage.of(rounded(image.backdrop()), layers).withProvenance(image.provenance());
  }

  private static RgbImage rounded(RgbImage picture) {
    return RgbImage.from(picture.toBufferedImage());
  }
}
