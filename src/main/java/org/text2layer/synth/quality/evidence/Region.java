package org.text2layer.synth.quality.evidence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.text2layer.data.statistics.objects.ConnectedComponents;
import org.text2layer.image.Mask;

/** The pixels of a mask above a limit, with every pixel's distance to their border. */
final class Region {
  private static final double INSIDE = 0.5;
  private static final float DIAGONAL = (float) Math.sqrt(2);

  private final int width;
  private final int height;
  private final boolean[] inside;

  /** Pixels to the nearest one inside, of those outside; 0 inside. */
  private final float[] outwards;

  /** Pixels to the nearest one outside, of those inside; 0 outside. */
  private final float[] inwards;

  private Region(int width, int height, boolean[] inside) {
    this.width = width;
    this.height = height;
    this.inside = inside;
    outwards = distances(true);
    inwards = distances(false);
  }

  static Region of(Mask mask, float limit) {
    float[] values = mask.toArray();
    boolean[] inside = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      inside[i] = values[i] > limit;
    }
    return new Region(mask.width(), mask.height(), inside);
  }

  /** This one and what is at most so many pixels away. */
  Region grown(double pixels) {
    boolean[] more = new boolean[inside.length];
    for (int i = 0; i < more.length; i++) {
      more[i] = outwards[i] <= pixels && (inside[i] || outwards[i] > 0);
    }
    return new Region(width, height, more);
  }

  /** Chamfer distances to the pixels that are, or are not, inside. */
  private float[] distances(boolean to) {
    float far = width + height;
    float[] distance = new float[inside.length];
    for (int i = 0; i < distance.length; i++) {
      distance[i] = inside[i] == to ? 0 : far;
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        relax(distance, x, y, -1);
      }
    }
    for (int y = height - 1; y >= 0; y--) {
      for (int x = width - 1; x >= 0; x--) {
        relax(distance, x, y, 1);
      }
    }
    return distance;
  }

  private void relax(float[] distance, int x, int y, int way) {
    int i = y * width + x;
    float least = distance[i];
    if (least == 0) {
      return;
    }
    if (x + way >= 0 && x + way < width) {
      least = Math.min(least, distance[i + way] + 1);
    }
    if (y + way >= 0 && y + way < height) {
      int beside = i + way * width;
      least = Math.min(least, distance[beside] + 1);
      least = x > 0 ? Math.min(least, distance[beside - 1] + DIAGONAL) : least;
      least = x < width - 1 ? Math.min(least, distance[beside + 1] + DIAGONAL) : least;
    }
    distance[i] = least;
  }

  int width() {
    return width;
  }

  int length() {
    return inside.length;
  }

  boolean holds(int pixel) {
    return inside[pixel];
  }

  int size() {
    return (int) IntStream.range(0, inside.length).filter(i -> inside[i]).count();
  }

  /** 1 where the signed distance, above 0 outside and below 0 inside, lies in (from, to]. */
  double[] band(double from, double to) {
    double[] band = new double[inside.length];
    Arrays.setAll(
        band,
        i -> {
          double distance = inside[i] ? -inwards[i] : outwards[i];
          return distance > from && distance <= to ? 1 : 0;
        });
    return band;
  }

  /** The pixels inside that have one outside above, below, left or right. */
  int[] border() {
    return IntStream.range(0, inside.length).filter(i -> inside[i] && inwards[i] <= 1).toArray();
  }

  /** The share of the outline that is the frame's edge. */
  double framed() {
    long at =
        IntStream.range(0, inside.length)
            .filter(
                i ->
                    inside[i]
                        && (i % width == 0
                            || i % width == width - 1
                            || i < width
                            || i >= inside.length - width))
            .count();
    return (double) at / Math.max(1, at + border().length);
  }

  /** The sizes of its connected parts, or of those outside of it, the largest first. */
  int[] parts(boolean within) {
    float[] level = new float[inside.length];
    for (int i = 0; i < level.length; i++) {
      level[i] = inside[i] == within ? 1 : 0;
    }
    int[] sizes = new int[inside.length];
    for (int first : ConnectedComponents.labels(Mask.of(width, height, level), INSIDE, false)) {
      if (first != ConnectedComponents.OUTSIDE) {
        sizes[first]++;
      }
    }
    return Arrays.stream(sizes)
        .filter(size -> size > 0)
        .boxed()
        .sorted(Comparator.reverseOrder())
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
