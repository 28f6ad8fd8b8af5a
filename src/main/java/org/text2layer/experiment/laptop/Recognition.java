package org.text2layer.experiment.laptop;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.caption.EmojiSceneCaptionScore;

/**
 * Whether pictures of {@link SmallWorld} show what their captions say, as judged by the embedded
 * caption score (not CLIP): which of the eight objects fits the picture best in a caption with its
 * scene, and which of the six kinds of scenes in one with its object.
 *
 * @param pictures judged: one a pair of object and kind of scene
 * @param objects of them, whose object was recognised; by chance one in eight
 * @param scenes of them, whose kind of scene was recognised; by chance one in six
 * @param covered mean area of their masks
 */
public record Recognition(int pictures, int objects, int scenes, double covered) {
  private static final int SCORED_SIZE = 224;

  /**
   * Generates and judges a picture a pair.
   *
   * @param seed of the first; the others follow
   */
  public static Recognition of(Text2Layer model, long seed, int steps) {
    long[] next = {seed};
    return judge(
        pair -> model.generate(GenerationRequest.of(pair.caption()).seed(next[0]++).steps(steps)));
  }

  /** The same of true pictures over held-out scenes: as good as the judge can get. */
  public static Recognition ofTruth(long seed) {
    return judge(pair -> pair.truth(seed));
  }

  /**
   * The same true pictures, encoded and decoded: as good as pictures from this model's latents can
   * get before this judge.
   */
  public static Recognition ofReconstructions(Text2Layer model, long seed) {
    return judge(pair -> model.reconstruct(pair.truth(seed)));
  }

  private record Pair(String object, String kind, Map<String, String> phrases) {
    String caption() {
      return object + " " + phrases.get(kind);
    }

    LayeredImage truth(long seed) {
      EmojiScenes scenes = SmallWorld.heldOut().only(List.of(object), List.of(kind));
      return scenes.sample(seed).layers();
    }
  }

  private static Recognition judge(Function<Pair, LayeredImage> picture) {
    Map<String, String> phrases = SmallWorld.phrases();
    int pictures = 0;
    int objects = 0;
    int scenes = 0;
    double covered = 0;
    try (EmojiSceneCaptionScore score = EmojiSceneCaptionScore.load()) {
      for (String object : SmallWorld.OBJECTS) {
        for (String kind : SmallWorld.KINDS) {
          LayeredImage layers = picture.apply(new Pair(object, kind, phrases));
          RgbImage shown = layers.composed().resized(SCORED_SIZE, SCORED_SIZE, Resampling.BICUBIC);
          List<Double> scores =
              score.scores(
                  Stream.concat(
                          SmallWorld.OBJECTS.stream().map(each -> new Pair(each, kind, phrases)),
                          SmallWorld.KINDS.stream().map(each -> new Pair(object, each, phrases)))
                      .map(Pair::caption)
                      .toList(),
                  shown);
          int first = SmallWorld.OBJECTS.size();
          pictures++;
          objects += best(SmallWorld.OBJECTS, scores.subList(0, first)).equals(object) ? 1 : 0;
          scenes +=
              best(SmallWorld.KINDS, scores.subList(first, scores.size())).equals(kind) ? 1 : 0;
          covered += layers.mask().area();
        }
      }
    }
    return new Recognition(pictures, objects, scenes, covered / pictures);
  }

  private static String best(List<String> choices, List<Double> scores) {
    return choices.get(scores.indexOf(Collections.max(scores)));
  }
}
