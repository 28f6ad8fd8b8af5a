package org.text2layer.data.statistics.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;
import org.text2layer.image.Pictures;

class ConnectedComponentsTest {
  /** A mask of 1 where the drawing has '#', of 0.7 where it has '+', of 0 elsewhere. */
  private static Mask drawn(String... rows) {
    float[] values = new float[rows.length * rows[0].length()];
    for (int i = 0; i < values.length; i++) {
      char drawn = rows[i / rows[0].length()].charAt(i % rows[0].length());
      values[i] = drawn == '#' ? 1 : drawn == '+' ? 0.7f : 0;
    }
    return Mask.of(rows[0].length(), rows.length, values);
  }

  @Test
  void givenPartsThatTouchByACorner_thenTheyAreOne() {
    Mask mask = drawn("#..#", ".#..", "#..#", "...#");
    assertEquals(
        List.of(
            new ConnectedComponents.Component(0, 0, 2, 3, 3),
            new ConnectedComponents.Component(3, 0, 1, 1, 1),
            new ConnectedComponents.Component(3, 2, 1, 2, 2)),
        ConnectedComponents.of(mask, 0.5, 0));
  }

  @Test
  void givenTheRightAndTheLeftEdge_thenTheyDoNotTouch() {
    assertEquals(2, ConnectedComponents.of(drawn("...#", "#..."), 0.5, 0).size());
  }

  /** The arms of a U get one number each before its bottom joins them. */
  @Test
  void givenPartsThatMeetFurtherDown_thenTheyAreOne() {
    Mask mask = drawn("#.#.#", "#.#.#", "#####");
    assertEquals(
        List.of(new ConnectedComponents.Component(0, 0, 5, 3, 11)),
        ConnectedComponents.of(mask, 0.5, 0));
  }

  @Test
  void givenPartsThatMeetFurtherDown_thenEachPixelIsLabelledByThePartsFirst() {
    int[] labels = ConnectedComponents.labels(drawn("..#.#", "#.###", "#...."), 0.5);
    int out = ConnectedComponents.OUTSIDE;
    assertArrayEquals(
        new int[] {out, out, 2, out, 2, 5, out, 2, 2, 2, 5, out, out, out, out}, labels);
  }

  @Test
  void givenABridgeOfHalfTransparentPixels_thenAHighThresholdCutsIt() {
    Mask mask = drawn("##++##");
    assertEquals(1, ConnectedComponents.of(mask, 0.5, 0).size());
    assertEquals(2, ConnectedComponents.of(mask, 0.9, 0).size());
  }

  @Test
  void givenTheEdgeOfAPictureHalfThePapersSize_thenTwentyFivePixelsCountAndTwentyFourDoNot() {
    assertEquals(1, withSquareOf(25).size());
    assertEquals(0, withSquareOf(24).size());
    assertThrows(
        IllegalArgumentException.class,
        () -> ConnectedComponents.of(Mask.filled(2, 2, 1), 0.5, -1));
  }

  private static List<ConnectedComponents.Component> withSquareOf(int pixels) {
    float[] values = new float[256 * 256];
    for (int i = 0; i < pixels; i++) {
      values[i / 5 * 256 + i % 5] = 1;
    }
    Mask mask = Mask.of(256, 256, values);
    return ConnectedComponents.of(mask, 0.5, ConnectedComponents.PAPER_MINIMUM_SHARE);
  }

  @Property(tries = 400)
  void givenAnyMask_thenTheComponentsAreThoseOfAFloodFill(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 14) int width,
      @ForAll @IntRange(min = 1, max = 14) int height,
      @ForAll @DoubleRange(min = 0.2, max = 0.9) double threshold,
      @ForAll @IntRange(max = 4) int minimum) {
    Mask mask = Pictures.mask(seed, width, height);
    double share = Math.max(0, Math.min(minimum, width * height) - 0.5) / (width * height);
    assertEquals(
        flooded(mask, (float) threshold).stream()
            .filter(component -> component.pixels() >= Math.min(minimum, width * height))
            .toList(),
        ConnectedComponents.of(mask, threshold, share));
  }

  private static List<ConnectedComponents.Component> flooded(Mask mask, float threshold) {
    boolean[][] seen = new boolean[mask.height()][mask.width()];
    List<ConnectedComponents.Component> components = new ArrayList<>();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.value(x, y) > threshold && !seen[y][x]) {
          components.add(flood(mask, threshold, seen, x, y));
        }
      }
    }
    return components;
  }

  private static ConnectedComponents.Component flood(
      Mask mask, float threshold, boolean[][] seen, int startX, int startY) {
    Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {startX, startY}));
    seen[startY][startX] = true;
    List<int[]> pixels = new ArrayList<>();
    while (!open.isEmpty()) {
      int[] pixel = open.pop();
      pixels.add(pixel);
      for (int y = Math.max(0, pixel[1] - 1); y <= Math.min(mask.height() - 1, pixel[1] + 1); y++) {
        for (int x = Math.max(0, pixel[0] - 1);
            x <= Math.min(mask.width() - 1, pixel[0] + 1);
            x++) {
          if (mask.value(x, y) > threshold && !seen[y][x]) {
            seen[y][x] = true;
            open.push(new int[] {x, y});
          }
        }
      }
    }
    int left = pixels.stream().mapToInt(pixel -> pixel[0]).min().orElseThrow();
    int right = pixels.stream().mapToInt(pixel -> pixel[0]).max().orElseThrow();
    int top = pixels.stream().mapToInt(pixel -> pixel[1]).min().orElseThrow();
    int bottom = pixels.stream().mapToInt(pixel -> pixel[1]).max().orElseThrow();
    return new ConnectedComponents.Component(
        left, top, right - left + 1, bottom - top + 1, pixels.size());
  }
}
