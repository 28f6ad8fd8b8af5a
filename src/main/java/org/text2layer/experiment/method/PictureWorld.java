package org.text2layer.experiment.method;

import java.util.List;
import java.util.Objects;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.experiment.laptop.SmallWorld;
import org.text2layer.model.autoencoder.LayerLayout;

/**
 * What is learned, and what it is tested on. Immutable, thread-safe.
 *
 * @param name for provenance
 * @param train samples to learn from
 * @param heldOut the same objects over scenes that are never learned from: the paper's LL2I-E
 * @param broad more than was learned: in the place of the paper's LA
 * @param broadTitle what it is
 * @param shown what of the scenes' objects is in a picture
 */
public record PictureWorld(
    String name,
    EmojiScenes train,
    EmojiScenes heldOut,
    EmojiScenes broad,
    String broadTitle,
    Shown shown) {
  private static final int FULL_SIZE = 256;

  /** Checks that all are of one size. */
  public PictureWorld {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(broadTitle, "broadTitle");
    Objects.requireNonNull(shown, "shown");
    if (List.of(train.size(), heldOut.size(), broad.size()).stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "Expected pictures of one size but came %s, %s and %s pixels: resize them first."
              .formatted(train.size(), heldOut.size(), broad.size()));
    }
  }

  /** Eight objects over six kinds of scenes, 64 pixels. */
  public static PictureWorld small() {
    return new PictureWorld(
        "small world",
        SmallWorld.train(),
        SmallWorld.heldOut(),
        EmojiScenes.test().resized(SmallWorld.SIZE),
        "all of Emoji Scenes",
        Shown.ONE);
  }

  /** Emoji Scenes as they are, 256 pixels. */
  public static PictureWorld full() {
    return new PictureWorld(
        "Emoji Scenes",
        EmojiScenes.train(),
        EmojiScenes.test(),
        EmojiScenes.unseenObjects(),
        "unseen objects",
        Shown.ONE);
  }

  /** Side of the pictures, in pixels. */
  public int size() {
    return train.size();
  }

  /** The training scenes at the size that the data engine works at. */
  EmojiScenes fullSize() {
    return train.resized(FULL_SIZE);
  }

  /** The sample of a seed, of scenes at the training's size or another. */
  LayeredSample sample(EmojiScenes scenes, long seed) {
    return shown.sample(scenes, seed);
  }

  @Override
  public String toString() {
    return name + " (" + train + ")";
  }

  /** What pictures show. */
  public enum Shown {
    /** One object, as in the paper. */
    ONE(1) {
      @Override
      LayeredSample sample(EmojiScenes scenes, long seed) {
        return scenes.sample(seed);
      }
    },
    /** Two, each a layer. */
    TWO(2) {
      @Override
      LayeredSample sample(EmojiScenes scenes, long seed) {
        return scenes.sample(seed, 2);
      }
    },
    /** One of two, where it stands among both: the farther and the nearer in turn. */
    ONE_OF_TWO(1) {
      @Override
      LayeredSample sample(EmojiScenes scenes, long seed) {
        return scenes.compose(scenes.arrangement(seed, 2).placements().get((int) (seed & 1)));
      }
    };

    private final LayerLayout layout;

    Shown(int layers) {
      layout = LayerLayout.layered(layers);
    }

    /** Of the pictures' layers. */
    LayerLayout layout() {
      return layout;
    }

    abstract LayeredSample sample(EmojiScenes scenes, long seed);
  }
}
