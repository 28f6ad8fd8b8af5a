package org.text2layer.experiment.newobject;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.Scene;
import org.text2layer.data.SceneObject;

/** Captions of the held-out scenes, spread over their kinds and over the old objects. */
final class SceneCaptions {
  private static final EmojiScenes SCENES = EmojiScenes.test();

  private SceneCaptions() {}

  /** The phrase over so many scenes. */
  static List<String> of(String phrase, int count) {
    return IntStream.range(0, count).mapToObj(i -> phrase + " " + scene(i, count)).toList();
  }

  /** So many old objects, each over one of the same scenes. */
  static List<String> ofOldObjects(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> oldObjects(count).get(i).phrase() + " " + scene(i, count))
        .toList();
  }

  /** The objects of {@link #ofOldObjects}. */
  static List<SceneObject> oldObjects(int count) {
    List<SceneObject> chosen = new ArrayList<>();
    int all = SCENES.objects().size();
    for (int i = 0; i < count; i++) {
      chosen.add(SCENES.objects().get((int) ((2L * i + 1) * all / (2L * count))));
    }
    return chosen;
  }

  /** The longest caption that a phrase can have. */
  static String longest(String phrase) {
    return phrase
        + " "
        + EmojiScenes.all().scenes().stream()
            .map(Scene::phrase)
            .reduce("", (a, b) -> a.length() >= b.length() ? a : b);
  }

  private static String scene(int number, int count) {
    List<String> phrases = SCENES.scenes().stream().map(Scene::phrase).distinct().toList();
    return phrases.get((int) ((2L * number + 1) * phrases.size() / (2L * count)));
  }
}
