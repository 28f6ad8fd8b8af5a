package org.text2layer.experiment.layers;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;

/** What is compared with its like of true scenes. */
public enum StackView {
  /** The whole picture. */
  COMPOSED(LayeredImage::composed),
  /** What lies below both objects, also where they hide it. */
  BACKGROUND(LayeredImage::backdrop),
  /** The farther object over grey, with what is hidden of it. */
  FARTHER(picture -> overGrey(picture, 0)),
  /** The nearer object over grey. */
  NEARER(picture -> overGrey(picture, 1));

  private static final float GREY = 0.5f;

  private final Function<LayeredImage, RgbImage> view;

  StackView(Function<LayeredImage, RgbImage> view) {
    this.view = view;
  }

  private static RgbImage overGrey(LayeredImage picture, int layer) {
    RgbImage grey = RgbImage.filled(picture.width(), picture.height(), GREY, GREY, GREY);
    return LayeredImage.of(grey, picture.layers().subList(layer, layer + 1)).composed();
  }

  /** In names of files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<StackView> all() {
    return List.of(values());
  }

  /** A picture without layers. */
  LayeredImage of(LayeredImage picture) {
    return LayeredImage.of(view.apply(picture), List.of());
  }

  /** The views of true scenes that are never learned from. */
  public TestSet truth() {
    EmojiScenes scenes = PairWorld.heldOut();
    return new TestSet(
        key(),
        key(),
        "%s, two objects, %s".formatted(scenes, key()),
        seed -> {
          LayeredSample scene = scenes.sample(seed, 2);
          LayeredImage seen = of(scene.layers());
          return new LayeredSample(scene.caption(), seen.backdrop(), seen);
        });
  }
}
