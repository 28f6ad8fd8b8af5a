package org.text2layer.synth.quality.defect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.synth.quality.evidence.Raster;

/**
 * A picture cut into segments whose borders follow its edges: each pixel belongs to the seed from
 * which the way to it crosses the least change of colour.
 */
final class Segments {
  /** Of a way's cost a pixel, beside its change of colour in [0, 3]. */
  private static final double STEP = 0.01;

  private final int count;
  private final int[] of;

  private Segments(int count, int[] of) {
    this.count = count;
    this.of = of;
  }

  private record Reached(double cost, int pixel, int segment) {}

  /** On half the picture's grid, whose cells are as fine as such borders are sure. */
  static Segments of(RgbImage picture, int count, Draw draw) {
    int width = picture.width() / 2;
    int height = picture.height() / 2;
    int[] half = grown(Raster.of(picture.resized(width, height, Resampling.BOX)), count, draw);
    int[] of = new int[picture.width() * picture.height()];
    for (int i = 0; i < of.length; i++) {
      int x = Math.min(width - 1, i % picture.width() / 2);
      int y = Math.min(height - 1, i / picture.width() / 2);
      of[i] = half[y * width + x];
    }
    return new Segments(count, of);
  }

  private static int[] grown(Raster picture, int count, Draw draw) {
    int width = picture.width();
    int[] of = new int[width * picture.height()];
    Arrays.fill(of, -1);
    PriorityQueue<Reached> open = new PriorityQueue<>(Comparator.comparingDouble(Reached::cost));
    for (int seed = 0; seed < count; seed++) {
      open.add(new Reached(0, draw.below(of.length), seed));
    }
    while (!open.isEmpty()) {
      Reached next = open.poll();
      int i = next.pixel();
      if (of[i] < 0) {
        of[i] = next.segment();
        int[] around = {
          i % width > 0 ? i - 1 : i, i % width < width - 1 ? i + 1 : i, i - width, i + width
        };
        for (int j : around) {
          if (j >= 0 && j < of.length && of[j] < 0) {
            open.add(new Reached(next.cost() + step(picture, i, j), j, next.segment()));
          }
        }
      }
    }
    return of;
  }

  private static double step(Raster picture, int one, int other) {
    double change = 0;
    for (int c = 0; c < 3; c++) {
      change += Math.abs(picture.value(3 * one + c) - picture.value(3 * other + c));
    }
    return STEP + change;
  }

  int count() {
    return count;
  }

  int at(int pixel) {
    return of[pixel];
  }

  /** The share of each segment that a mask covers. */
  double[] share(Raster mask) {
    double[] covered = new double[count];
    double[] size = new double[count];
    for (int i = 0; i < of.length; i++) {
      covered[of[i]] += mask.value(i);
      size[of[i]]++;
    }
    for (int s = 0; s < count; s++) {
      covered[s] = size[s] == 0 ? 0 : covered[s] / size[s];
    }
    return covered;
  }

  /** Pixels of each. */
  int[] sizes() {
    int[] sizes = new int[count];
    Arrays.stream(of).forEach(segment -> sizes[segment]++);
    return sizes;
  }

  /** Whether two segments touch. */
  boolean[][] touching(int width) {
    boolean[][] touching = new boolean[count][count];
    for (int i = 0; i < of.length; i++) {
      int right = i % width < width - 1 ? i + 1 : i;
      int below = i + width < of.length ? i + width : i;
      for (int j : new int[] {right, below}) {
        touching[of[i]][of[j]] = true;
        touching[of[j]][of[i]] = true;
      }
    }
    return touching;
  }
}
