package org.text2layer.metrics.clip;

import java.util.List;
import org.text2layer.image.RgbImage;

/** Checks captions beside pictures. */
final class CaptionedPairs {
  private CaptionedPairs() {}

  static void require(List<String> captions, List<RgbImage> pictures) {
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
