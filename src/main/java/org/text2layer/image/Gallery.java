package org.text2layer.image;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Layered images side by side, each with a label: what a notebook shows as one grid. Immutable,
 * hence safe for use by many threads.
 */
public final class Gallery implements Iterable<LayeredImage> {
  private final List<String> labels;
  private final List<LayeredImage> images;

  private Gallery(List<String> labels, List<LayeredImage> images) {
    this.labels = labels;
    this.images = images;
  }

  /** Images labelled "1", "2" and so on. */
  public static Gallery of(List<LayeredImage> images) {
    List<String> numbers =
        IntStream.rangeClosed(1, images.size()).mapToObj(Integer::toString).toList();
    return new Gallery(numbers, List.copyOf(images));
  }

  /** Images with labels, in the map's order. */
  public static Gallery labelled(Map<String, LayeredImage> images) {
    List<String> labels = new ArrayList<>();
    List<LayeredImage> values = new ArrayList<>();
    images.forEach(
        (label, image) -> {
          labels.add(Objects.requireNonNull(label, "label"));
          values.add(Objects.requireNonNull(image, () -> "image labelled " + label));
        });
    return new Gallery(List.copyOf(labels), List.copyOf(values));
  }

  /** One label per image, unmodifiable. */
  public List<String> labels() {
    return labels;
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
  public boolean equals(Object other) {
    return other instanceof Gallery that
        && labels.equals(that.labels)
        && images.equals(that.images);
  }

  @Override
  public int hashCode() {
    return Objects.hash(labels, images);
  }

  @Override
  public String toString() {
    return "Gallery of %d image%s".formatted(size(), size() == 1 ? "" : "s");
  }
}
