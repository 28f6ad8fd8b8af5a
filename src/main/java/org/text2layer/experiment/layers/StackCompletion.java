package org.text2layer.experiment.layers;

import java.util.List;
import java.util.Locale;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;

/**
 * What is generated where some of a true scene is given, and to whom it is compared: the same of a
 * picture that was generated without it.
 */
public enum StackCompletion {
  /** Background and farther object are given. */
  NEARER_AROUND("nearer object, generated over the given rest", Given.REST),
  /** The same layers are given, and a free picture's nearer object is laid over them. */
  NEARER_LAID("nearer object of a free picture, laid over it", Given.REST),
  /** The nearer object is given. */
  REST_AROUND("the rest, generated under the given nearer object", Given.NEARER),
  /** The same object is laid over a free picture's rest. */
  REST_LAID("the rest of a free picture, under it", Given.NEARER);

  private enum Given {
    REST,
    NEARER
  }

  private final String title;
  private final Given given;

  StackCompletion(String title, Given given) {
    this.title = title;
    this.given = given;
  }

  /** In tables. */
  public String title() {
    return title;
  }

  /** In names of files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the model knew what is given when it generated the rest. */
  public boolean isAround() {
    return this == NEARER_AROUND || this == REST_AROUND;
  }

  /** Whether the nearer object is given, and not the rest. */
  public boolean givesNearer() {
    return given == Given.NEARER;
  }

  /**
   * The layers that are given.
   *
   * @param scene of two objects
   */
  public LayeredImage given(LayeredImage scene) {
    return LayeredImage.of(scene.backdrop(), List.of(scene.layers().get(givesNearer() ? 1 : 0)));
  }

  /**
   * A scene's given layers with the rest of a generated picture.
   *
   * @param scene of two objects
   * @param generated of two layers
   */
  LayeredImage joined(LayeredImage scene, LayeredImage generated) {
    LayeredImage back = givesNearer() ? generated : scene;
    ImageLayer nearer = (givesNearer() ? scene : generated).layers().get(1);
    return LayeredImage.of(back.backdrop(), List.of(back.layers().get(0), nearer));
  }
}
