package org.text2layer.experiment.laptop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.train.TrainingData;

/** Eight objects of Emoji Scenes over six kinds of its scenes, 64 pixels: 540 scenes to learn. */
public final class SmallWorld {
  /** Side of the pictures. */
  public static final int SIZE = 64;

  /** Different in colour and form, so that one sees which is which at 64 pixels. */
  public static final List<String> OBJECTS =
      List.of(
          "a red apple",
          "a lemon",
          "a basketball",
          "a blue heart",
          "a pear",
          "a cookie",
          "a soccer ball",
          "a purple heart");

  /** With large shapes; what has fine texture is lost at 64 pixels. */
  public static final List<String> KINDS =
      List.of("blue_sky", "night_sky", "green_hills", "beach", "snow", "wood_table");

  private SmallWorld() {}

  /** To learn from. */
  public static EmojiScenes train() {
    return EmojiScenes.train().only(OBJECTS, KINDS).resized(SIZE);
  }

  /** The same objects over scenes that are never learned from. */
  public static EmojiScenes heldOut() {
    return EmojiScenes.test().only(OBJECTS, KINDS).resized(SIZE);
  }

  /**
   * How captions name each kind of scene here: by its first phrase, since its variants have
   * several.
   */
  static Map<String, String> phrases() {
    Map<String, String> phrases = new LinkedHashMap<>();
    heldOut().scenes().forEach(scene -> phrases.putIfAbsent(scene.kind(), scene.phrase()));
    return phrases;
  }

  /**
   * The training samples of the first seeds.
   *
   * @param size how many
   */
  public static TrainingData<LayeredSample> data(long size) {
    EmojiScenes scenes = train();
    return TrainingData.of(
        "Emoji Scenes, %s over %s, %s pixels".formatted(OBJECTS, KINDS, SIZE),
        size,
        scenes::sample);
  }
}
