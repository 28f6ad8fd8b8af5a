package org.text2layer.data.statistics;

import org.text2layer.image.RgbImage;

/** Says how well a caption fits a picture, as CLIP's cosine similarity does. */
@FunctionalInterface
public interface CaptionPictureScorer {
  /** A finite score; more is better. */
  double score(String caption, RgbImage picture);

  /** What to call it where its scores are shown. */
  default String name() {
    return "a scorer without a name";
  }
}
