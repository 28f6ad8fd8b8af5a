package org.text2layer.metrics.caption;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.features.Lite0Features;
import org.text2layer.model.CaptionPictureScorer;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.nn.device.ComputeDevice;

/**
 * How well a caption and a picture of Emoji Scenes fit, without CLIP: the cosine of a linear
 * projection of EfficientNet-Lite0's features and one of MiniLM's sentence vector, trained on Emoji
 * Scenes alone (see the model card). It knows objects over scenes in this style; on other pictures
 * it says little, and its numbers do not compare with any CLIP score. Thread-safe until closed.
 */
public final class EmojiSceneCaptionScore implements CaptionPictureScorer, AutoCloseable {
  private final Lite0Features pictures;
  private final MiniLmTextEncoder texts;
  private final TwoTowers towers;

  private EmojiSceneCaptionScore(
      Lite0Features pictures, MiniLmTextEncoder texts, TwoTowers towers) {
    this.pictures = pictures;
    this.texts = texts;
    this.towers = towers;
  }

  /** On the best device. */
  public static EmojiSceneCaptionScore load() {
    return load(ComputeDevice.best());
  }

  /** On a device. */
  public static EmojiSceneCaptionScore load(ComputeDevice device) {
    TwoTowers towers = TwoTowers.embedded();
    Lite0Features pictures = Lite0Features.load(device);
    try {
      return new EmojiSceneCaptionScore(pictures, MiniLmTextEncoder.embedded(), towers);
    } catch (RuntimeException error) {
      pictures.close();
      throw error;
    }
  }

  /** What a table says above such a column. */
  @Override
  public String name() {
    return "Emoji Scenes caption score (not CLIP)";
  }

  /** What the projections were trained on, and how well they retrieve. */
  public Map<String, String> provenance() {
    return towers.provenance();
  }

  /**
   * The cosine of one caption and one picture, in [-1, 1].
   *
   * @throws IllegalArgumentException if the caption is blank
   */
  @Override
  public double score(String caption, RgbImage picture) {
    return scores(List.of(caption), List.of(picture)).get(0);
  }

  /**
   * Caption i against picture i.
   *
   * @throws IllegalArgumentException if there are more of one kind, or a caption is blank
   */
  public List<Double> scores(List<String> captions, List<RgbImage> all) {
    CaptionPictureScorer.requirePairs(captions, all);
    List<float[]> features = pictures.of(all);
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < captions.size(); i++) {
      scores.add(towers.cosine(features.get(i), texts.encodeSentence(captions.get(i))));
    }
    return scores;
  }

  /**
   * Each caption against one picture.
   *
   * @throws IllegalArgumentException if a caption is blank
   */
  public List<Double> scores(List<String> captions, RgbImage picture) {
    return scoresOfEach(captions, List.of(picture)).get(0);
  }

  /**
   * Each caption against each picture: a list a picture.
   *
   * @throws IllegalArgumentException if a caption is blank
   */
  public List<List<Double>> scoresOfEach(List<String> captions, List<RgbImage> all) {
    all.stream()
        .limit(1)
        .forEach(
            picture ->
                CaptionPictureScorer.requirePairs(
                    captions, Collections.nCopies(captions.size(), picture)));
    List<float[]> texts = captions.stream().map(this.texts::encodeSentence).toList();
    return pictures.of(all).stream()
        .map(features -> texts.stream().map(text -> towers.cosine(features, text)).toList())
        .toList();
  }

  @Override
  public void close() {
    pictures.close();
    texts.close();
  }
}
