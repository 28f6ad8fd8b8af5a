package org.text2layer.metrics.caption;

import java.util.ArrayList;
import java.util.List;

/**
 * Features of captioned pictures: row i of both belongs to pair i.
 *
 * @param pictures a row a picture
 * @param texts a row a caption
 */
record CaptionedFeatures(List<float[]> pictures, List<float[]> texts) {
  CaptionedFeatures {
    pictures = List.copyOf(pictures);
    texts = List.copyOf(texts);
    if (pictures.size() != texts.size() || pictures.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a caption for each of some pictures but came %s captions and %s pictures: give both in the same order."
              .formatted(texts.size(), pictures.size()));
    }
  }

  int size() {
    return pictures.size();
  }

  /** Pairs from one number to another, without it. */
  CaptionedFeatures part(int from, int to) {
    return new CaptionedFeatures(pictures.subList(from, to), texts.subList(from, to));
  }

  CaptionedFeatures plus(CaptionedFeatures other) {
    List<float[]> allPictures = new ArrayList<>(pictures);
    allPictures.addAll(other.pictures);
    List<float[]> allTexts = new ArrayList<>(texts);
    allTexts.addAll(other.texts);
    return new CaptionedFeatures(allPictures, allTexts);
  }
}
