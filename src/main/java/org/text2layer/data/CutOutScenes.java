package org.text2layer.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.image.RgbaImage;

/**
 * Cut-outs of one's own, all of one thing, over the scenes of a split of Emoji Scenes: placed and
 * composed as its own objects are. Immutable, thread-safe.
 */
public final class CutOutScenes {
  private final String phrase;
  private final EmojiScenes scenes;
  private final Map<SceneObject, RgbaImage> pictures;
  private final List<SceneObject> objects;

  private CutOutScenes(String phrase, EmojiScenes scenes, Map<SceneObject, RgbaImage> pictures) {
    this.phrase = phrase;
    this.scenes = scenes;
    this.pictures = pictures;
    this.objects = List.copyOf(pictures.keySet());
  }

  /**
   * Fits the cut-outs into the frame: what is not wholly transparent, its longer side from edge to
   * edge.
   *
   * @param phrase how captions begin: "a striped teapot"
   * @param cutOuts of any sizes, at least one
   * @param scenes whose backdrops and size are taken; its own objects are not
   * @throws IllegalArgumentException if the phrase is blank or there are no cut-outs
   * @throws DatasetException if a cut-out is wholly transparent
   */
  public static CutOutScenes of(String phrase, List<RgbaImage> cutOuts, EmojiScenes scenes) {
    if (phrase.isBlank() || cutOuts.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a phrase and cut-outs but came '%s' and %s pictures: give both."
              .formatted(phrase, cutOuts.size()));
    }
    Map<SceneObject, RgbaImage> pictures = new LinkedHashMap<>();
    for (RgbaImage cutOut : cutOuts) {
      String name = "cut-out " + (pictures.size() + 1);
      pictures.put(
          new SceneObject(name, phrase, phrase, ""),
          CutOutFrame.fitted(cutOut, scenes.size(), name + " of '" + phrase + "'"));
    }
    return new CutOutScenes(phrase, scenes, pictures);
  }

  /** The cut-outs, in the list's order, named "cut-out 1" and so on. */
  public List<SceneObject> objects() {
    return objects;
  }

  /** A cut-out in the middle of the frame. */
  public RgbaImage picture(SceneObject object) {
    RgbaImage picture = pictures.get(object);
    if (picture == null) {
      throw new IllegalArgumentException(
          "Expected one of %s cut-outs of '%s' but came '%s': take one of objects()."
              .formatted(objects.size(), phrase, object.file()));
    }
    return picture;
  }

  /** The sample of this seed: the same on every machine and in every order. */
  public LayeredSample sample(long seed) {
    return compose(Placement.drawn(seed, objects, scenes.scenes()));
  }

  /** The sample of a placement of one's own. */
  public LayeredSample compose(Placement placement) {
    return SceneComposition.of(
        picture(placement.object()), scenes.picture(placement.scene()), placement);
  }

  @Override
  public String toString() {
    return "%s cut-outs of '%s' over %s scenes"
        .formatted(objects.size(), phrase, scenes.scenes().size());
  }
}
