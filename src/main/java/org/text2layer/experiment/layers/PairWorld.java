package org.text2layer.experiment.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.Placement;
import org.text2layer.experiment.laptop.SmallWorld;
import org.text2layer.experiment.method.PictureWorld;
import org.text2layer.image.RgbaImage;

/**
 * Two of four objects of {@link SmallWorld} in three of its kinds of scenes, 64 pixels: 36 things
 * to say that hides or stands beside what and where.
 */
public final class PairWorld {
  /** Told apart by their colours too. */
  public static final List<String> OBJECTS =
      List.of("a red apple", "a lemon", "a blue heart", "a soccer ball");

  /** Bright, green and dark. */
  public static final List<String> KINDS = List.of("wood_table", "green_hills", "night_sky");

  /** Pairs whose cut-outs teach a judge. */
  private static final int JUDGED = 32;

  private PairWorld() {}

  private static EmojiScenes reduced(EmojiScenes split) {
    return split.only(OBJECTS, KINDS).resized(SmallWorld.SIZE);
  }

  /** The same objects over scenes that are never learned from. */
  static EmojiScenes heldOut() {
    return reduced(EmojiScenes.test());
  }

  /** A scene of two objects that is never learned from, with its true layers. */
  public static LayeredSample scene(long seed) {
    return heldOut().sample(seed, 2);
  }

  /** Cut-outs of each object at the size and tilt that it has in pairs, none of a test scene. */
  static Map<String, List<RgbaImage>> cutOuts() {
    Map<String, List<RgbaImage>> cutOuts = new LinkedHashMap<>();
    EmojiScenes scenes = reduced(EmojiScenes.train());
    for (long seed = 0; seed < JUDGED; seed++) {
      List<Placement> placements = scenes.arrangement(seed, 2).placements();
      for (Placement placement : placements) {
        cutOuts
            .computeIfAbsent(placement.object().phrase(), any -> new ArrayList<>())
            .add(scenes.compose(placement).layers().cutOut());
      }
    }
    return cutOuts;
  }

  /** To learn from, and what it is tested on. */
  static PictureWorld of(PictureWorld.Shown shown) {
    String name = shown == PictureWorld.Shown.TWO ? "pairs of objects" : "one of a pair of objects";
    EmojiScenes heldOut = heldOut();
    return new PictureWorld(
        name, reduced(EmojiScenes.train()), heldOut, heldOut, "held-out pairs", shown);
  }
}
