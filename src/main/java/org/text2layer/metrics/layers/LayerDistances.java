package org.text2layer.metrics.layers;

import java.util.List;
import java.util.function.Function;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.features.PictureFeatures;
import org.text2layer.metrics.frechet.FeatureMoments;
import org.text2layer.metrics.frechet.FrechetDistance;
import org.text2layer.metrics.frechet.MomentsCollector;

/**
 * The Fréchet distance of each layer on its own, and of the composed pictures. A foreground is
 * taken as the layer stores it: in the data it is black where its mask is at most 0.1.
 *
 * @param foreground over the pictures F
 * @param background over the pictures B
 * @param composed over the pictures C = mF + (1 − m)B
 */
public record LayerDistances(
    FrechetDistance foreground, FrechetDistance background, FrechetDistance composed) {
  private static final int AT_ONCE = 64;

  /**
   * Compares sets of two-layer images, which may have different sizes.
   *
   * @throws IllegalArgumentException if a set has fewer than 2 images, or all its images are alike
   */
  public static LayerDistances between(
      PictureFeatures features, List<LayeredImage> generated, List<LayeredImage> reference) {
    return new LayerDistances(
        distance(features, generated, reference, LayeredImage::foreground),
        distance(features, generated, reference, LayeredImage::background),
        distance(features, generated, reference, LayeredImage::composed));
  }

  private static FrechetDistance distance(
      PictureFeatures features,
      List<LayeredImage> generated,
      List<LayeredImage> reference,
      Function<LayeredImage, RgbImage> layer) {
    return FrechetDistance.between(
        moments(features, generated, layer), moments(features, reference, layer));
  }

  /** The moments of one layer of a set; the reference's can be kept for several comparisons. */
  public static FeatureMoments moments(
      PictureFeatures features, List<LayeredImage> images, Function<LayeredImage, RgbImage> layer) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected layered images to compare but came none: give two sets.");
    }
    MomentsCollector collector = new MomentsCollector(features.network(), features.width());
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      int to = Math.min(images.size(), from + AT_ONCE);
      List<RgbImage> pictures = images.subList(from, to).stream().map(layer).toList();
      features.of(pictures).forEach(collector::add);
    }
    return collector.moments();
  }

  /** Three lines, each with its warning where the sets are small. */
  @Override
  public String toString() {
    return "F: %s%nB: %s%nC: %s".formatted(foreground.text(), background.text(), composed.text());
  }
}
