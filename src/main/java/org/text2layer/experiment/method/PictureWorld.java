package org.text2layer.experiment.method;

import java.util.List;
import java.util.Objects;
import org.text2layer.data.EmojiScenes;
import org.text2layer.experiment.laptop.SmallWorld;

/**
 * What is learned, and what it is tested on. Immutable, thread-safe.
 *
 * @param name for provenance
 * @param train samples to learn from
 * @param heldOut the same objects over scenes that are never learned from: the paper's LL2I-E
 * @param broad more than was learned: in the place of the paper's LA
 * @param broadTitle what it is
 */
public record PictureWorld(
    String name, EmojiScenes train, EmojiScenes heldOut, EmojiScenes broad, String broadTitle) {
  private static final int FULL_SIZE = 256;

  /** Checks that all are of one size. */
  public PictureWorld {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(broadTitle, "broadTitle");
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
        "all of Emoji Scenes");
  }

  /** Emoji Scenes as they are, 256 pixels. */
  public static PictureWorld full() {
    return new PictureWorld(
        "Emoji Scenes",
        EmojiScenes.train(),
        EmojiScenes.test(),
        EmojiScenes.unseenObjects(),
        "unseen objects");
  }

  /** Side of the pictures, in pixels. */
  public int size() {
    return train.size();
  }

  /** The training scenes at the size that the data engine works at. */
  EmojiScenes fullSize() {
    return train.resized(FULL_SIZE);
  }

  @Override
  public String toString() {
    return name + " (" + train + ")";
  }
}
