package org.text2layer.model;

import java.util.List;
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

  /**
   * Checks what is to be scored, for scorers that take many at once.
   *
   * @throws IllegalArgumentException if there are more of one kind, or a caption is blank
   */
  static void requirePairs(List<String> captions, List<RgbImage> pictures) {
    if (captions.size() != pictures.size()) {
      throw new IllegalArgumentException(
          "Expected a caption for each picture but came %s captions and %s pictures: give both in the same order."
              .formatted(captions.size(), pictures.size()));
    }
    for (int i = 0; i < captions.size(); i++) {
      if (captions.get(i).isBlank()) {
        throw new IllegalArgumentException(
            "Expected a caption for each picture but number %s is blank: leave that picture out."
                .formatted(i));
      }
    }
  }
}
