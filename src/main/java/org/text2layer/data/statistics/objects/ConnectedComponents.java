package org.text2layer.data.statistics.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.text2layer.image.Mask;

/** Finds the connected parts of a mask by union-find (paper, App. II: 8-connected ones). */
public final class ConnectedComponents {
  /** The paper ignores components below 100 pixels of its 512 x 512. */
  public static final double PAPER_MINIMUM_SHARE = 100.0 / (512 * 512);

  /** Of a pixel of no component. */
  public static final int OUTSIDE = -1;

  private ConnectedComponents() {}

  /**
   * The parts of the mask above a threshold, in the order of their first pixels, row by row. Pixels
   * that touch by an edge or a corner belong together.
   *
   * @param threshold in [0, 1]
   * @param minimumShare of the picture; smaller components are left out, so that a picture's size
   *     makes no difference: 100 pixels of 512 x 512 are 25 of 256 x 256
   * @throws IllegalArgumentException if either is outside [0, 1]
   */
  public static List<Component> of(Mask mask, double threshold, double minimumShare) {
    if (!(minimumShare >= 0 && minimumShare <= 1)) {
      throw new IllegalArgumentException(
          "Expected a share of the picture in [0, 1] but got %s: the paper's is PAPER_MINIMUM_SHARE."
              .formatted(minimumShare));
    }
    int[] labels = labels(mask, threshold);
    TreeMap<Integer, Extent> extents = extents(labels, mask.width());
    double minimum = minimumShare * labels.length;
    List<Component> components = new ArrayList<>();
    for (Extent extent : extents.values()) {
      if (extent.pixels >= minimum) {
        components.add(extent.component());
      }
    }
    return components;
  }

  /**
   * For each pixel, row by row, the first one of its component, or {@link #OUTSIDE}.
   *
   * @param threshold in [0, 1]; what is above belongs to a component
   * @throws IllegalArgumentException if it is outside
   */
  public static int[] labels(Mask mask, double threshold) {
    return labels(mask, threshold, true);
  }

  /**
   * The same.
   *
   * @param corners whether pixels that touch by a corner alone belong together
   */
  public static int[] labels(Mask mask, double threshold, boolean corners) {
    int[] parents = linked(mask.thresholded((float) threshold).toArray(), mask.width(), corners);
    for (int at = 0; at < parents.length; at++) {
      // Parents come first: that of the parent is known already.
      parents[at] = parents[at] == OUTSIDE ? OUTSIDE : parents[parents[at]];
    }
    return parents;
  }

  /** For each pixel inside, an earlier one of its component, or itself if it is the first. */
  private static int[] linked(float[] inside, int width, boolean corners) {
    int[] parents = new int[inside.length];
    for (int at = 0; at < inside.length; at++) {
      parents[at] = inside[at] > 0 ? at : OUTSIDE;
      if (inside[at] > 0) {
        int column = at % width;
        boolean left = column > 0;
        boolean above = at >= width;
        join(parents, at, at - 1, left);
        join(parents, at, at - width - 1, corners && left && above);
        join(parents, at, at - width, above);
        join(parents, at, at - width + 1, corners && above && column < width - 1);
      }
    }
    return parents;
  }

  private static void join(int[] parents, int at, int neighbour, boolean exists) {
    if (exists && parents[neighbour] != OUTSIDE) {
      int root = root(parents, at);
      int other = root(parents, neighbour);
      parents[Math.max(root, other)] = Math.min(root, other);
    }
  }

  /** Halves the path on its way. */
  private static int root(int[] parents, int at) {
    int here = at;
    while (parents[here] != here) {
      parents[here] = parents[parents[here]];
      here = parents[here];
    }
    return here;
  }

  private static TreeMap<Integer, Extent> extents(int[] labels, int width) {
    TreeMap<Integer, Extent> extents = new TreeMap<>();
    for (int at = 0; at < labels.length; at++) {
      if (labels[at] != OUTSIDE) {
        extents.computeIfAbsent(labels[at], label -> new Extent()).add(at % width, at / width);
      }
    }
    return extents;
  }

  private static final class Extent {
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right;
    private int bottom;
    private int pixels;

    void add(int x, int y) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
      pixels++;
    }

    Component component() {
      return new Component(left, top, right - left + 1, bottom - top + 1, pixels);
    }
  }

  /**
   * A connected part of a mask.
   *
   * @param left of its bounding box, in pixels
   * @param top of its bounding box
   * @param width of its bounding box
   * @param height of its bounding box
   * @param pixels that belong to it
   */
  public record Component(int left, int top, int width, int height, int pixels) {}
}
