package org.text2layer.image;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Layered images side by side, each with a label: what a notebook shows as one grid. Immutable,
 * hence safe for use by many threads.
 *
 * @param labels one an image
 * @param images in the order in which they are shown
 * @param together so many stay side by side, as a picture before and after: 1 or more
 */
public record Gallery(List<String> labels, List<LayeredImage> images, int together)
    implements Iterable<LayeredImage> {
  /** Copies both, and checks that each image has its label. */
  public Gallery {
    labels = List.copyOf(labels);
    images = List.copyOf(images);
    if (together < 1) {
      throw new IllegalArgumentException(
          "Expected 1 or more images to stay side by side but got %s: give 2 for pairs."
              .formatted(together));
    }
    if (labels.size() != images.size()) {
      throw new IllegalArgumentException(
          "Expected a label an image but got %s labels and %s images: see Gallery.of."
              .formatted(labels.size(), images.size()));
    }
  }

  /** Images labelled "1", "2" and so on. */
  public static Gallery of(List<LayeredImage> images) {
    List<String> numbers =
        IntStream.rangeClosed(1, images.size()).mapToObj(Integer::toString).toList();
    return new Gallery(numbers, images, 1);
  }

  /** Images with labels, in the map's order. */
  public static Gallery labelled(Map<String, LayeredImage> images) {
    return new Gallery(List.copyOf(images.keySet()), List.copyOf(images.values()), 1);
  }

  /** The same, but so many are never parted by the end of a row, as pairs before and after. */
  public Gallery inGroupsOf(int images) {
    return new Gallery(labels, this.images, images);
  }

  /**
   * One image.
   *
   * @throws IndexOutOfBoundsException if there is none at {@code index}
   */
  public LayeredImage get(int index) {
    return images.get(Objects.checkIndex(index, images.size()));
  }

  /** How many images there are. */
  public int size() {
    return images.size();
  }

  @Override
  public Iterator<LayeredImage> iterator() {
    return images.iterator();
  }

  @Override
  public String toString() {
    return "Gallery of %s image%s".formatted(size(), size() == 1 ? "" : "s");
  }
}
