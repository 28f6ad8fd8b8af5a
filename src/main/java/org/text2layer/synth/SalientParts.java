package org.text2layer.synth;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.text2layer.data.statistics.objects.ConnectedComponents;
import org.text2layer.image.Mask;

/**
 * The connected parts of a mask above one half (of eight neighbours). All else goes to the part
 * that is the fewest steps away, a crumb as a whole, so that the parts add up to the mask.
 */
final class SalientParts {
  static final float HALF = 0.5f;

  private static final int OUTSIDE = ConnectedComponents.OUTSIDE;

  /** Of what is salient; what is smaller belongs to its neighbour, as crumbs to a cake. */
  private static final double LEAST_SHARE = 1 / 8.0;

  /** Its first pixel, how many there are, the lowest row. */
  private record Part(int label, int size, int foot) {}

  private final int width;
  private final int height;
  private final int[] labels;

  private SalientParts(Mask mask) {
    width = mask.width();
    height = mask.height();
    labels = ConnectedComponents.labels(mask, HALF);
  }

  /**
   * Takes a mask apart.
   *
   * @param most how many parts at most, the largest
   * @return whoever reaches lowest last; the mask itself if it has but one
   */
  static List<Mask> of(Mask mask, int most) {
    return new SalientParts(mask).parts(mask, most);
  }

  private List<Mask> parts(Mask mask, int most) {
    List<Part> all = all();
    double least = LEAST_SHARE * all.stream().mapToInt(Part::size).sum();
    List<Part> kept =
        all.stream()
            .filter(part -> part.size() >= least)
            .sorted(Comparator.comparingInt(Part::size).reversed())
            .limit(most)
            .sorted(Comparator.comparingInt(Part::foot))
            .toList();
    if (kept.size() < 2) {
      return List.of(mask);
    }
    int[] owners = new int[labels.length];
    Arrays.fill(owners, OUTSIDE);
    kept.forEach(part -> owners[part.label()] = part.label());
    spread(owners);
    float[] values = mask.toArray();
    return kept.stream().map(part -> only(values, owners, part.label())).toList();
  }

  private List<Part> all() {
    int[] sizes = new int[labels.length];
    int[] feet = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != OUTSIDE) {
        sizes[labels[i]]++;
        feet[labels[i]] = i / width;
      }
    }
    return IntStream.range(0, labels.length)
        .filter(label -> sizes[label] > 0)
        .mapToObj(label -> new Part(label, sizes[label], feet[label]))
        .toList();
  }

  /**
   * From the kept parts, which own themselves, on to all pixels; owners of crumbs are filled in.
   */
  private void spread(int[] owners) {
    boolean[] reached = new boolean[labels.length];
    int[] queue = new int[labels.length];
    int size = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != OUTSIDE && owners[labels[i]] != OUTSIDE) {
        reached[i] = true;
        queue[size++] = i;
      }
    }
    for (int next = 0; next < size; next++) {
      int owner = owners[labels[queue[next]]];
      for (int neighbour : neighbours(queue[next])) {
        if (!reached[neighbour]) {
          reached[neighbour] = true;
          queue[size++] = neighbour;
          if (labels[neighbour] == OUTSIDE) {
            labels[neighbour] = owner;
          } else if (owners[labels[neighbour]] == OUTSIDE) {
            owners[labels[neighbour]] = owner;
          }
        }
      }
    }
  }

  private int[] neighbours(int pixel) {
    int x = pixel % width;
    int y = pixel / width;
    int[] found = new int[8];
    int count = 0;
    for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        if (u != x || v != y) {
          found[count++] = v * width + u;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  private Mask only(float[] values, int[] owners, int label) {
    float[] part = new float[values.length];
    for (int i = 0; i < part.length; i++) {
      part[i] = owners[labels[i]] == label ? values[i] : 0;
    }
    return Mask.of(width, height, part);
  }
}
