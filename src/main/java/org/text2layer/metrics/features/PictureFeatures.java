package org.text2layer.metrics.features;

import java.util.List;
import org.text2layer.image.RgbImage;

/** A network that makes one row of numbers of each picture. Thread-safe until closed. */
public interface PictureFeatures extends AutoCloseable {
  /** Which network with which preprocessing: rows of different ones do not compare. */
  String network();

  /** Numbers a row. */
  int width();

  /**
   * One row a picture, in the pictures' order.
   *
   * @param pictures of any size and number; each is resized to the network's own input
   */
  List<float[]> of(List<RgbImage> pictures);

  /**
   * The features of a whole set.
   *
   * @throws IllegalArgumentException if there are no pictures or a feature is not finite
   */
  default FeatureSet setOf(List<RgbImage> pictures) {
    return FeatureSet.of(network(), of(pictures));
  }

  @Override
  void close();
}
